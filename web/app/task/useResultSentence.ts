// What became of a task, in one sentence.
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Task } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { problemMessage } from '../../ui/problem/messages.ts';

export function useResultSentence(): (task: Task) => string {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return (task) => {
    switch (task.state) {
      case 'queued':
        return t`En attente`;
      case 'running':
        return task.left_ms === null
          ? format.percent(task.progress)
          : t`${format.percent(task.progress)}, encore ${format.duration(task.left_ms)}`;
      case 'cancelled':
        return t`Arrêtée`;
      case 'failed':
        return task.error_code ? i18n._(problemMessage(task.error_code)) : t`La tâche a échoué.`;
      case 'done': {
        if (!task.result) return t`Terminée`;
        const { created, updated, skipped } = task.result;
        return (
          [
            created && plural(created, { one: '# créée', other: '# créées' }),
            updated && plural(updated, { one: '# mise à jour', other: '# mises à jour' }),
            skipped && plural(skipped, { one: '# ligne ignorée', other: '# lignes ignorées' }),
          ]
            .filter(Boolean)
            .join(' · ') || t`Terminée, rien à changer`
        );
      }
    }
  };
}
