// The list of long tasks: progress and time left, stop, result, dismissal.
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Dialog, Popover } from 'react-aria-components/Popover';
import { Heading } from 'react-aria-components/Modal';
import { request } from '../../api/client.ts';
import type { Task } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Drawing } from '../../ui/drawings.tsx';
import { ProgressBar } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import popover from '../../ui/Popover.module.css';
import { ProblemBanner } from '../../ui/States.tsx';
import type { MenuPlace } from '../shell/Header.tsx';
import css from './TaskCenter.module.css';
import { isRunning, refreshTasks, tasksQuery } from './tasks.ts';
import { useResultSentence } from './useResultSentence.ts';

/** The router wants the path and the search apart. */
function addressOf(link: string): { to: '/'; search: Record<string, string> } {
  const { pathname, searchParams } = new URL(link, window.location.origin);
  return { to: pathname as '/', search: Object.fromEntries(searchParams) };
}

function TaskRow({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const sentence = useResultSentence();
  const params = { path: { task_id: task.id } };
  const cancel = useMutation({
    mutationFn: () => request.POST('/api/v1/tasks/{task_id}/cancel', { params }),
    onSettled: refreshTasks,
  });
  const dismiss = useMutation({
    mutationFn: () => request.DELETE('/api/v1/tasks/{task_id}', { params }),
    onSettled: refreshTasks,
  });
  const running = isRunning(task);
  return (
    <li className={css.task}>
      <div className={css.head}>
        <span className={css.label}>{task.label}</span>
        {!running && <IconButton small icon="close" label={t`Retirer de la liste`} onPress={() => dismiss.mutate()} />}
      </div>
      {running && <ProgressBar label={task.label} {...(task.state === 'running' ? { value: task.progress } : {})} />}
      <div className={css.foot}>
        <span>{sentence(task)}</span>
        {running && (
          <Button small kind="quiet" isPending={cancel.isPending} onPress={() => cancel.mutate()}>
            <Trans>Arrêter</Trans>
          </Button>
        )}
        {!running && task.finished_ms !== null && <span>{format.relative(task.finished_ms)}</span>}
      </div>
      {task.link && !running && (
        <Link {...addressOf(task.link)} onClick={onClose}>
          <Trans>Voir le détail</Trans>
        </Link>
      )}
      <ProblemBanner error={cancel.error ?? dismiss.error} />
    </li>
  );
}

export default function TaskCenter({ triggerRef, onClose }: MenuPlace) {
  const { data: tasks = [], error } = useQuery(tasksQuery);
  return (
    <Popover
      isOpen
      onOpenChange={(open) => !open && onClose()}
      triggerRef={triggerRef}
      placement="bottom end"
      offset={4}
      className={`${popover.popover ?? ''} ${css.popover ?? ''}`}
    >
      <Dialog className={css.dialog ?? ''}>
        <Heading slot="title" level={2} className={css.title ?? ''}>
          <Trans>Tâches</Trans>
        </Heading>
        <ProblemBanner error={error} />
        {tasks.length === 0 && !error ? (
          <div className={css.empty}>
            <Drawing name="tasks" />
            <p>
              <Trans>
                Les imports et les autres travaux longs apparaissent ici. Vous pouvez continuer pendant ce temps.
              </Trans>
            </p>
          </div>
        ) : (
          <ul>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} onClose={onClose} />
            ))}
          </ul>
        )}
      </Dialog>
    </Popover>
  );
}
