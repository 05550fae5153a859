// Asks for a link by mail. The answer is the same whether the address is known or not.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Banner } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Link } from '../../ui/Link.tsx';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Entrance } from './Entrance.tsx';
import css from './Entrance.module.css';

export default function ForgottenPassword() {
  const { t } = useLingui();
  const [email, setEmail] = useState('');
  const reset = api.useMutation('post', '/api/v1/password-resets');
  const title = t`Mot de passe oublié`;
  useDocumentTitle(title);
  return (
    <Entrance>
      <h1 className={css.title}>{title}</h1>
      <Stack space={4}>
        {reset.isSuccess ? (
          <Banner tone="success">
            <Trans>
              Si un compte existe pour {email.trim()}, un courriel vient de partir avec un lien pour choisir un nouveau
              mot de passe. Pensez à regarder les indésirables.
            </Trans>
          </Banner>
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              reset.mutate({ body: { email: email.trim() } });
            }}
          >
            <Stack space={4}>
              <p className={css.lead}>
                <Trans>Indiquez votre adresse ; nous vous envoyons un lien.</Trans>
              </p>
              <ProblemBanner error={reset.error} />
              <TextField
                label={t`Adresse e-mail`}
                type="email"
                autoComplete="username"
                value={email}
                onChange={setEmail}
                isRequired
              />
              <Button type="submit" kind="primary" wide isPending={reset.isPending} isDisabled={!email.trim()}>
                <Trans>Envoyer le lien</Trans>
              </Button>
            </Stack>
          </form>
        )}
        <Link to="/sign-in">
          <Trans>Revenir à la connexion</Trans>
        </Link>
      </Stack>
    </Entrance>
  );
}
