// What the program has to tell this person: the newest entries and how many were not read. Asked twice a minute while the
// page is looked at; an unchanged inbox costs an empty reply.
import { queryOptions } from '@tanstack/react-query';
import { queryClient, request } from '../../api/client.ts';
import type { Inbox } from '../../api/shapes.ts';

const EVERY_MS = 30_000;
const SHOWN = 30;
const KEY = ['inbox'];
const NOTHING: Inbox = { items: [], unread_count: 0, next_cursor: null, total: 0 };

let etag: string | null = null;

export const inboxQuery = queryOptions({
  queryKey: KEY,
  queryFn: async (): Promise<Inbox> => {
    const known = queryClient.getQueryData<Inbox>(KEY);
    const headers = known && etag ? { 'If-None-Match': etag } : {};
    const { data, response } = await request.GET('/api/v1/inbox', { params: { query: { limit: SHOWN } }, headers });
    if (response.status === 304 && known) return known;
    etag = response.headers.get('ETag');
    return data ?? NOTHING;
  },
  refetchInterval: EVERY_MS,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: true,
});

/** The inbox as it is once these entries (all without `ids`) are read. */
export function withRead(inbox: Inbox, now: number, ids?: readonly string[]): Inbox {
  const fresh = (id: string, read_ms: number | undefined) => read_ms === undefined && (!ids || ids.includes(id));
  const items = inbox.items.map((item) => (fresh(item.id, item.read_ms) ? { ...item, read_ms: now } : item));
  const read = inbox.items.filter((item) => fresh(item.id, item.read_ms)).length;
  return { ...inbox, items, unread_count: ids ? Math.max(0, inbox.unread_count - read) : 0 };
}

/** Shown as read at once; what the server refuses comes back with the next look. */
export async function markRead(ids?: readonly string[]): Promise<void> {
  await queryClient.cancelQueries({ queryKey: KEY });
  queryClient.setQueryData<Inbox>(KEY, (inbox) => inbox && withRead(inbox, Date.now(), ids));
  try {
    // Kept alive: going to the player leaves this page before the answer is there.
    await request.POST('/api/v1/inbox/read', { body: ids ? { ids: [...ids] } : { all: true }, keepalive: true });
  } finally {
    // The tag is that of what was read before.
    etag = null;
    await queryClient.invalidateQueries({ queryKey: KEY });
  }
}
