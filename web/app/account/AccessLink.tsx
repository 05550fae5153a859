// What an invitation or a reset mail opens. The token is in the fragment of the address, which no server or log ever sees;
// it is taken out of the address at once.
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { rememberSession } from '../../api/session.ts';
import type { AccessLink as Link_ } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { ProblemBanner } from '../../ui/States.tsx';
import { Entrance } from './Entrance.tsx';
import css from './Entrance.module.css';

function useToken(): string {
  const [token] = useState(() => decodeURIComponent(window.location.hash.replace(/^#/, '')));
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  return token;
}

const PASSWORD_CODES = ['account.password_weak', 'account.password_short', 'account.password_personal'];

function ChoosePassword({ link, token }: { link: Link_; token: string }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const redeem = api.useMutation('post', '/api/v1/access-links/redeem', {
    onSuccess: (session) => {
      rememberSession(session);
      void navigate({ to: '/' });
    },
  });
  const problem = asProblem(redeem.error);
  const onField = problem && PASSWORD_CODES.includes(problem.code);
  const invitation = link.purpose === 'invitation';
  const title = invitation ? t`Bienvenue, ${link.first_name}` : t`Choisir un nouveau mot de passe`;
  useDocumentTitle(title);
  return (
    <>
      <h1 className={css.title}>{title}</h1>
      <p className={css.lead}>
        {invitation ? (
          <Trans>
            Vous êtes invité dans l’espace {link.space_name}. Choisissez un mot de passe pour {link.email}.
          </Trans>
        ) : (
          <Trans>
            Pour {link.email}, dans l’espace {link.space_name}.
          </Trans>
        )}
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          redeem.mutate({ body: { token, password } });
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
        <Stack space={4}>
          {!onField && <ProblemBanner error={redeem.error} />}
          <PasswordField
            label={t`Nouveau mot de passe`}
            minimum={link.password_min}
            value={password}
            onChange={setPassword}
            error={onField ? i18n._(problemMessage(problem.code)) : undefined}
            isRequired
          />
          <Button
            type="submit"
            kind="primary"
            wide
            isPending={redeem.isPending}
            isDisabled={Array.from(password).length < link.password_min}
          >
            {invitation ? <Trans>Créer mon accès</Trans> : <Trans>Enregistrer et entrer</Trans>}
          </Button>
        </Stack>
      </form>
    </>
  );
}

export default function AccessLink() {
  const { t } = useLingui();
  const token = useToken();
  const { data, error, isPending } = useQuery({
    queryKey: ['access-link', token],
    retry: false,
    staleTime: Infinity,
    queryFn: async () => (await request.POST('/api/v1/access-links/check', { body: { token } })).data ?? null,
  });
  useDocumentTitle(t`Accès`);
  return (
    <Entrance>
      {isPending && (
        <Stack>
          <Skeleton width={260} height={28} />
          <Skeleton height={36} />
          <Skeleton height={36} />
        </Stack>
      )}
      {error && (
        <>
          <h1 className={css.title}>
            <Trans>Ce lien ne fonctionne plus</Trans>
          </h1>
          <Stack space={4}>
            <ProblemBanner error={error} />
            <p>
              <Trans>
                Une invitation ne sert qu’une fois. Demandez-en une nouvelle à l’administrateur de votre espace, ou un
                nouveau mot de passe si vous avez déjà un compte.
              </Trans>
            </p>
            <LinkButton to="/forgotten-password" kind="primary">
              <Trans>Recevoir un nouveau lien</Trans>
            </LinkButton>
          </Stack>
        </>
      )}
      {data && <ChoosePassword link={data} token={token} />}
    </Entrance>
  );
}
