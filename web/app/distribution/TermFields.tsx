// When and how: the fields of a distribution's terms, in the form around them.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormContext } from 'react-hook-form';
import { typedInDays } from '../../i18n/zone.ts';
import { Button } from '../../ui/Button.tsx';
import { FormSelect, FormText } from '../../ui/form/fields.tsx';
import { classes } from '../../ui/classes.ts';
import css from './Distribution.module.css';
import { ATTEMPTS, type Terms, UNLIMITED } from './terms.ts';

const DUE_HOUR = 18;

function Moment({ name, label, hint }: { name: keyof Terms; label: string; hint: string }) {
  return <FormText name={name} label={label} hint={hint} type="datetime-local" />;
}

function DueSoon() {
  const { t } = useLingui();
  const { setValue } = useFormContext<Terms>();
  const steps = [
    { days: 7, label: t`1 semaine` },
    { days: 14, label: t`2 semaines` },
    { days: 30, label: t`1 mois` },
  ];
  return (
    <div className={css.steps} role="group" aria-label={t`Date limite dans`}>
      {steps.map(({ days, label }) => (
        <Button
          key={days}
          small
          aria-label={t`À faire avant : dans ${label}`}
          onPress={() =>
            setValue('due_ms', typedInDays(Date.now(), days, DUE_HOUR), { shouldDirty: true, shouldValidate: true })
          }
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

export function WhenFields() {
  const { t } = useLingui();
  return (
    <div>
      <div className={css.pair}>
        <Moment name="opens_ms" label={t`Ouverture`} hint={t`Laissé vide : dès maintenant`} />
        <Moment name="closes_ms" label={t`Fermeture`} hint={t`Laissé vide : sans fin`} />
      </div>
      <div className={classes(css.pair, css.due)}>
        <Moment name="due_ms" label={t`À faire avant`} hint={t`Un rappel part trois jours avant`} />
        <DueSoon />
      </div>
      <p className={css.zone}>
        <Trans>Toutes les heures sont celles de Paris.</Trans>
      </p>
    </div>
  );
}

export function HowFields() {
  const { t } = useLingui();
  const attempts = ATTEMPTS.map((id) => ({ id, label: id === UNLIMITED ? t`Autant que voulu` : id }));
  return (
    <div>
      <div className={css.pair}>
        <FormSelect name="attempts_max" label={t`Tentatives`} choices={attempts} hint={t`La meilleure compte`} />
        <FormText
          name="pass_percent"
          label={t`Réussi à partir de (%)`}
          optional
          inputMode="numeric"
          hint={t`Laissé vide : comme dans les grains`}
        />
      </div>
      <FormText name="message" label={t`Mot pour les apprenants`} optional lines={3} />
    </div>
  );
}
