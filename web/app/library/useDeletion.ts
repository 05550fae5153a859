// Deleting without asking: a word says what was deleted, and takes it back.
import { useLingui } from '@lingui/react/macro';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';

type Deletion = {
  ids: readonly string[];
  /** What the word says once it is done. */
  said: string;
  remove: (id: string) => Promise<unknown>;
  restore: (id: string) => Promise<unknown>;
  refresh: () => Promise<unknown>;
};

const codeOf = (error: unknown) => (error as { code?: string }).code ?? '';

/** The first refusal is said; what was not refused is deleted all the same, and can be taken back. */
export function useDeletion(): (deletion: Deletion) => Promise<boolean> {
  const { i18n } = useLingui();
  const refuse = (error: unknown) => showToast(i18n._(problemMessage(codeOf(error))), { tone: 'error' });
  return async ({ ids, said, remove, restore, refresh }) => {
    const outcomes = await Promise.all(
      ids.map((id) =>
        remove(id).then(
          () => ({ id, error: null }),
          (error: unknown) => ({ id, error }),
        ),
      ),
    );
    const gone = outcomes.filter(({ error }) => !error).map(({ id }) => id);
    const refused = outcomes.find(({ error }) => error);
    if (refused) refuse(refused.error);
    if (gone.length)
      showToast(said, {
        undo: () => {
          Promise.all(gone.map(restore))
            .catch(refuse)
            .finally(() => void refresh());
        },
      });
    await refresh();
    return gone.length > 0;
  };
}
