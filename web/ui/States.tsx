// Nothing yet, and something wrong: both say what it is in plain words and offer the next step.
import { useLingui, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.ts';
import { Button } from './Button.tsx';
import { Drawing, type DrawingName } from './drawings.tsx';
import { Banner } from './Feedback.tsx';
import { problemMessage } from './problem/messages.ts';
import css from './States.module.css';

type EmptyProps = {
  drawing: DrawingName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It is the whole page, so its title is the title of the page. */
  page?: boolean;
};

export const EmptyState = ({ drawing, title, children, action, page }: EmptyProps) => (
  <div className={css.state}>
    <Drawing name={drawing} />
    {page ? <h1 className={css.title}>{title}</h1> : <h2 className={css.title}>{title}</h2>}
    {children && <div className={css.text}>{children}</div>}
    {action && <div className={css.action}>{action}</div>}
  </div>
);

export const RequestId = ({ id }: { id: string | undefined }) =>
  id ? (
    <p className={css.request}>
      <Trans>
        Référence à donner à l’assistance : <code>{id}</code>
      </Trans>
    </p>
  ) : null;

/** A part of a page that could not be loaded. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { i18n } = useLingui();
  const problem = asProblem(error);
  return (
    <div className={css.state} role="alert">
      <Drawing name="lost" />
      <h2 className={css.title}>{i18n._(problemMessage(problem?.code ?? 'client.unreadable'))}</h2>
      <RequestId id={problem?.requestId} />
      {onRetry && (
        <div className={css.action}>
          <Button icon="refresh" onPress={onRetry}>
            <Trans>Réessayer</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

/** An action that was refused: stays above the form that asked for it. */
export function ProblemBanner({ error }: { error: unknown }) {
  const { i18n } = useLingui();
  const problem = asProblem(error);
  if (!problem) return null;
  return (
    <Banner tone="danger">
      {i18n._(problemMessage(problem.code))}
      {problem.status >= 500 && <RequestId id={problem.requestId} />}
    </Banner>
  );
}
