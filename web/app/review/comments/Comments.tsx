// Every conversation about this submission, in the order of the film.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { Kbd } from '../../../ui/Badge.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { Switch } from '../../../ui/Toggle.tsx';
import { useReview } from '../state.ts';
import css from './Comments.module.css';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';

type Props = { error: unknown; isPending: boolean; onRetry: () => void };

export function Comments({ error, isPending, onRetry }: Props) {
  const { t } = useLingui();
  const { submission, threads, draft, begin, chosen } = useReview();
  const [onlyOpen, setOnlyOpen] = useState(false);
  const settled = threads.some(({ isOpen }) => !isOpen);
  const shown = threads.filter(({ isOpen, root }) => !onlyOpen || isOpen || root.id === chosen);
  const titles = new Map(submission.grains.map(({ grain_id, title }) => [grain_id, title]));
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  if (isPending) return <SkeletonRows label={t`Chargement`} rows={4} />;
  return (
    <>
      {submission.may.comment &&
        (draft ? (
          <Composer draft={draft} />
        ) : (
          <div className={css.begin}>
            <Button icon="comment" onPress={begin}>
              <Trans>Commenter ce moment</Trans>
            </Button>
            <span className={css.key} aria-hidden="true">
              <Kbd>C</Kbd>
            </span>
          </div>
        ))}
      {settled && (
        <div className={css.filter}>
          <Switch isSelected={onlyOpen} onChange={setOnlyOpen}>
            <Trans>Seulement ce qui reste ouvert</Trans>
          </Switch>
        </div>
      )}
      {threads.length === 0 ? (
        <p className={css.none}>
          {submission.may.comment ? (
            <Trans>
              Aucun commentaire. Mettez le film en pause où quelque chose vous arrête, et dites-le : le moment et
              l’endroit sont gardés.
            </Trans>
          ) : (
            <Trans>Aucun commentaire.</Trans>
          )}
        </p>
      ) : (
        <ol className={css.list} aria-label={t`Commentaires`}>
          {shown.map((thread, place) => {
            const { grain_id } = thread.root;
            const first = grain_id !== shown[place - 1]?.root.grain_id;
            const title = grain_id && submission.grains.length > 1 ? titles.get(grain_id) : undefined;
            return [
              first && title && (
                <li key={`grain ${grain_id}`} className={css.grain}>
                  {title}
                </li>
              ),
              <Conversation key={thread.root.id} thread={thread} />,
            ];
          })}
        </ol>
      )}
    </>
  );
}
