// A page that does not exist, one that may not be seen, one that broke.
import { Trans, useLingui } from '@lingui/react/macro';
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { asProblem } from '../../api/problem.ts';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { Wordmark } from '../../ui/Wordmark.tsx';
import css from './Shell.module.css';

const Home = () => (
  <LinkButton to="/" kind="primary">
    <Trans>Aller à l’accueil</Trans>
  </LinkButton>
);

export function NotFoundPage() {
  const { t } = useLingui();
  const title = t`Cette page n’existe pas`;
  useDocumentTitle(title);
  return (
    <EmptyState page drawing="lost" title={title} action={<Home />}>
      <Trans>L’adresse est peut-être mal recopiée, ou la page a été retirée.</Trans>
    </EmptyState>
  );
}

export function DeniedPage() {
  const { t } = useLingui();
  const title = t`Cette page ne vous est pas ouverte`;
  useDocumentTitle(title);
  return (
    <EmptyState page drawing="key" title={title} action={<Home />}>
      <Trans>
        Votre rôle dans cet espace ne la comprend pas. Un administrateur de l’espace peut changer vos rôles.
      </Trans>
    </EmptyState>
  );
}

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  useDocumentTitle(t`Erreur`);
  if (asProblem(error)?.code === 'http.denied') return <DeniedPage />;
  return <ErrorState error={error} onRetry={reset} />;
}

const Alone = ({ children }: { children: ReactNode }) => (
  <main className={css.bare}>
    <Wordmark />
    {children}
  </main>
);

/** The same, where no shell is around them. */
export const LoneNotFoundPage = () => (
  <Alone>
    <NotFoundPage />
  </Alone>
);

export const LoneErrorPage = (props: ErrorComponentProps) => (
  <Alone>
    <ErrorPage {...props} />
  </Alone>
);
