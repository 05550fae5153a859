// The door of the task centre: how many tasks run, and a word when one ends, whatever the screen.
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { queryClient } from '../../api/client.ts';
import type { Task } from '../../api/shapes.ts';
import { Icon } from '../../ui/icons.tsx';
import button from '../../ui/Button.module.css';
import { showToast } from '../../ui/Toast.tsx';
import { endedBetween, isRunning, tasksQuery } from './tasks.ts';

const TaskCenter = lazy(() => import('./TaskCenter.tsx'));

function useEndings(tasks: readonly Task[] | undefined) {
  const { t } = useLingui();
  const before = useRef<readonly Task[]>([]);
  useEffect(() => {
    if (!tasks) return;
    for (const task of endedBetween(before.current, tasks)) {
      if (task.state === 'done') showToast(t`Terminé : ${task.label}`);
      if (task.state === 'failed') showToast(t`Échec : ${task.label}`, { tone: 'error' });
      // What the task wrote is not what the lists on screen show any more.
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'get' });
    }
    before.current = tasks;
  }, [tasks, t]);
}

export function TaskButton() {
  const { t } = useLingui();
  const { data: tasks } = useQuery(tasksQuery);
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const running = tasks?.filter(isRunning).length ?? 0;
  useEndings(tasks);
  return (
    <>
      <Button
        ref={trigger}
        className={button.icon ?? ''}
        aria-label={running ? t`Tâches, ${running} en cours` : t`Tâches`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        <Icon name="tasks" />
        {running > 0 && (
          <span className={button.badge} aria-hidden="true">
            {running}
          </span>
        )}
      </Button>
      <Suspense>{open && <TaskCenter triggerRef={trigger} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
