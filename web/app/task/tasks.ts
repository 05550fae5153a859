// The long tasks of this person. Asked often while one runs, rarely otherwise; an unchanged list costs an empty reply.
import { queryOptions } from '@tanstack/react-query';
import { queryClient, request } from '../../api/client.ts';
import type { Task } from '../../api/shapes.ts';

const BUSY_MS = 2000;
const IDLE_MS = 60_000;
const KEY = ['tasks'];

let etag: string | null = null;

export const isRunning = (task: Task): boolean => task.state === 'queued' || task.state === 'running';

export const tasksQuery = queryOptions({
  queryKey: KEY,
  queryFn: async (): Promise<Task[]> => {
    const known = queryClient.getQueryData<Task[]>(KEY);
    const headers = known && etag ? { 'If-None-Match': etag } : {};
    const { data, response } = await request.GET('/api/v1/tasks', { headers });
    if (response.status === 304 && known) return known;
    etag = response.headers.get('ETag');
    return data?.items ?? [];
  },
  refetchInterval: ({ state }) => (state.data?.some(isRunning) ? BUSY_MS : IDLE_MS),
  refetchIntervalInBackground: false,
});

/** To call once a request has started a task, so that it shows at once. */
export const refreshTasks = (): Promise<void> => queryClient.invalidateQueries({ queryKey: KEY });

/** The tasks that have ended between two looks. */
export const endedBetween = (before: readonly Task[], after: readonly Task[]): Task[] => {
  const running = new Set(before.filter(isRunning).map((task) => task.id));
  return after.filter((task) => running.has(task.id) && !isRunning(task));
};
