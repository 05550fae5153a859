// A password: can be shown, and says in words how strong a new one is. The server decides; this only guides.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import css from './Field.module.css';
import { IconButton } from './IconButton.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

export type Strength = 0 | 1 | 2 | 3 | 4;

/** Length counts most, then variety; a password made of few different characters stays weak. */
export function passwordStrength(password: string, minimum: number): Strength {
  if (!password) return 0;
  const distinct = new Set(password).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  if (password.length < minimum || distinct < 6) return 1;
  const points =
    (password.length >= minimum + 4 ? 1 : 0) + (password.length >= minimum + 8 ? 1 : 0) + (kinds >= 3 ? 1 : 0);
  return Math.min(4, 2 + points) as Strength;
}

function StrengthText({ password, minimum }: { password: string; minimum: number }) {
  const strength = passwordStrength(password, minimum);
  return (
    <div className={css.strength}>
      <div className={css.bars} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={css.bar} data-on={strength >= step || undefined} />
        ))}
      </div>
      <p className={css.hint} role="status">
        {strength === 0 && (
          <Trans>Au moins {minimum} caractères. Une phrase facile à retenir convient très bien.</Trans>
        )}
        {strength === 1 && password.length < minimum && <Trans>Trop court : au moins {minimum} caractères.</Trans>}
        {strength === 1 && password.length >= minimum && <Trans>Faible : trop peu de caractères différents.</Trans>}
        {strength === 2 && <Trans>Correct. Plus long serait mieux.</Trans>}
        {strength === 3 && <Trans>Bon mot de passe.</Trans>}
        {strength === 4 && <Trans>Très bon mot de passe.</Trans>}
      </p>
    </div>
  );
}

export function PasswordField({ minimum, ...props }: TextFieldProps & { minimum?: number }) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      autoComplete={minimum ? 'new-password' : 'current-password'}
      {...props}
      type={shown ? 'text' : 'password'}
      trail={
        <IconButton
          small
          icon={shown ? 'hidden' : 'eye'}
          label={shown ? t`Masquer le mot de passe` : t`Afficher le mot de passe`}
          onPress={() => setShown(!shown)}
        />
      }
      below={minimum ? <StrengthText password={props.value ?? ''} minimum={minimum} /> : undefined}
    />
  );
}
