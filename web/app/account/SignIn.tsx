// Signing in: e-mail and password, the space when several accept them, the wait when there were too many tries.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { api, request } from '../../api/client.ts';
import { asProblem, type ProblemError } from '../../api/problem.ts';
import { rememberSession } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Banner } from '../../ui/Feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Link } from '../../ui/Link.tsx';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { ProblemBanner } from '../../ui/States.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { Entrance } from './Entrance.tsx';
import css from './Entrance.module.css';

type Credentials = { email: string; password: string; space?: string };

function useCountdown(seconds: number | undefined): number {
  const [end, setEnd] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!seconds) return setEnd(0);
    setNow(Date.now());
    setEnd(Date.now() + seconds * 1000);
  }, [seconds]);
  const left = Math.max(0, Math.ceil((end - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [left, now]);
  return left;
}

function useSignIn() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ strict: false });
  const to = 'to' in search && typeof search.to === 'string' ? search.to : '/';
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [pending, setPending] = useState(false);
  const signIn = async (credentials: Credentials) => {
    setPending(true);
    setProblem(null);
    try {
      const { data } = await request.POST('/api/v1/session', { body: credentials });
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      rememberSession(data ?? null);
      if (ofTheServer.test(to)) window.location.assign(to);
      else await navigate({ href: to });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPending(false);
    }
  };
  return { signIn, problem, setProblem, pending };
}

function ChooseSpace({
  problem,
  onChoose,
  onBack,
}: {
  problem: ProblemError;
  onChoose: (slug: string) => void;
  onBack: () => void;
}) {
  const { t } = useLingui();
  useDocumentTitle(t`Choisir un espace`);
  return (
    <>
      <h1 className={css.title}>
        <Trans>Dans quel espace entrer ?</Trans>
      </h1>
      <ul className={css.choices}>
        {(problem.document.spaces ?? []).map((space) => (
          <li key={space.slug}>
            <AriaButton className={css.choice ?? ''} onPress={() => onChoose(space.slug)}>
              {space.name}
              <Icon name="right" size={18} />
            </AriaButton>
          </li>
        ))}
      </ul>
      <br />
      <Button kind="quiet" icon="left" onPress={onBack}>
        <Trans>Revenir</Trans>
      </Button>
    </>
  );
}

function Refusal({ problem, wait }: { problem: ProblemError | null; wait: number }) {
  if (!problem) return null;
  if (problem.code !== 'account.throttled') return <ProblemBanner error={problem} />;
  return (
    <Banner tone="warning">
      {wait > 0 ? (
        <Trans>
          Trop d’essais. Vous pourrez recommencer dans <Plural value={wait} one="# seconde" other="# secondes" />.
        </Trans>
      ) : (
        <Trans>Vous pouvez recommencer.</Trans>
      )}
    </Banner>
  );
}

type FormProps = { notice: ReactNode; wait: number; isPending: boolean; onSubmit: (typed: Credentials) => void };

function SignInForm({ notice, wait, isPending, onSubmit }: FormProps) {
  const { t, i18n } = useLingui();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && !value.trim() ? i18n._(problemMessage('http.required')) : undefined);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (email.trim() && password) onSubmit({ email: email.trim(), password });
      }}
    >
      <Stack space={4}>
        {notice}
        <TextField
          label={t`Adresse e-mail`}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={missing(email)}
          isRequired
        />
        <PasswordField
          label={t`Mot de passe`}
          name="password"
          value={password}
          onChange={setPassword}
          error={missing(password)}
          isRequired
        />
        <div className={css.between}>
          <Link to="/forgotten-password">
            <Trans>Mot de passe oublié ?</Trans>
          </Link>
        </div>
        <Button type="submit" kind="primary" wide isPending={isPending} isDisabled={wait > 0}>
          <Trans>Se connecter</Trans>
        </Button>
      </Stack>
    </form>
  );
}

// Pages that the server writes; the router of the application does not know them.
const ofTheServer = /^\/(play|preview)\//;

export default function SignIn() {
  const { t } = useLingui();
  const { slug } = useParams({ strict: false });
  const { data: instance } = api.useQuery('get', '/api/v1/instance', {}, { staleTime: 600_000 });
  const space = api.useQuery(
    'get',
    '/api/v1/spaces/{slug}/public',
    { params: { path: { slug: slug ?? '' } } },
    { enabled: !!slug, retry: false },
  );
  const [tried, setTried] = useState<Credentials | null>(null);
  const { signIn, problem, setProblem, pending } = useSignIn();
  const wait = useCountdown(problem?.code === 'account.throttled' ? (problem.retryAfterS ?? 30) : undefined);
  const title = space.data ? t`Entrer dans ${space.data.name}` : t`Se connecter`;
  useDocumentTitle(title);
  const attempt = (credentials: Credentials) => {
    setTried(credentials);
    void signIn(credentials);
  };

  if (problem?.code === 'account.choose_space' && tried)
    return (
      <Entrance>
        <ChooseSpace
          problem={problem}
          onChoose={(chosen) => attempt({ ...tried, space: chosen })}
          onBack={() => setProblem(null)}
        />
      </Entrance>
    );

  return (
    <Entrance
      beside={
        <DemoAccounts
          accounts={instance?.demo_accounts ?? []}
          mails={!!instance?.mail_page}
          isBusy={pending}
          onChoose={({ email, password }) => attempt({ email, password })}
        />
      }
    >
      <h1 className={css.title}>{title}</h1>
      <SignInForm
        wait={wait}
        isPending={pending}
        onSubmit={(typed) => attempt(slug ? { ...typed, space: slug } : typed)}
        notice={
          <>
            {space.error && (
              <Banner tone="warning">
                <Trans>Aucun espace n’a cette adresse. Vous pouvez tout de même vous connecter.</Trans>
              </Banner>
            )}
            <Refusal problem={problem} wait={wait} />
          </>
        }
      />
    </Entrance>
  );
}
