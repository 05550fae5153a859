// What a learner has to do: the module to go on with, those to do (the most urgent first), those done. Playing is a page of its own, light enough
// for a slow network, so its links are plain addresses.
import { Trans, useLingui } from '@lingui/react/macro';
import { api, byCursor } from '../../api/client.ts';
import type { LearningItem } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { Done } from './Done.tsx';
import { NothingToLearn } from './NothingToLearn.tsx';
import { ResumeCard } from './ResumeCard.tsx';
import { ToDo } from './ToDo.tsx';
import css from './Learning.module.css';
import { sorted } from './learn.ts';

function Lines({ title, items }: { title: string; items: readonly LearningItem[] }) {
  if (items.length === 0) return null;
  return (
    <section className={css.section}>
      <h2 className={css.title}>{title}</h2>
      <ul className={css.lines}>
        {items.map((item) => (
          <Done key={item.registration_id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Modules({ items }: { items: readonly LearningItem[] }) {
  const { t } = useLingui();
  const { resumed, open, missed, done } = sorted(items);
  return (
    <>
      {resumed && <ResumeCard item={resumed} />}
      {open.length > 0 && (
        <section className={css.section}>
          <h2 className={css.title}>
            <Trans>À faire</Trans>
          </h2>
          <ul className={css.cards}>
            {open.map((item) => (
              <ToDo key={item.registration_id} item={item} />
            ))}
          </ul>
        </section>
      )}
      {!resumed && open.length === 0 && (
        <p className={css.clear}>
          <Trans>Vous êtes à jour : tout ce qui vous est attribué est fait.</Trans>
        </p>
      )}
      <Lines title={t`Faits`} items={done} />
      <Lines title={t`Fermés avant la fin`} items={missed} />
    </>
  );
}

/** `alone`: nothing else is on the page, so it says so when there is nothing to learn. */
export function Learning({ alone }: { alone: boolean }) {
  const { t } = useLingui();
  const list = api.useInfiniteQuery('get', '/api/v1/learning', { params: { query: { limit: 50 } } }, byCursor);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (!alone && items.length === 0) return null;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows label={t`Chargement`} />;
  if (items.length === 0) return <NothingToLearn />;
  return (
    <div className={css.learning}>
      <Modules items={items} />
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          <Trans>Afficher la suite</Trans>
        </Button>
      )}
    </div>
  );
}
