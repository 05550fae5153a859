// How many people a choice of groups and people makes, each counted once however often it is in. Closed accounts do not
// count. Reads the members of each group chosen.
import { queryOptions, useQueries } from '@tanstack/react-query';
import { request } from '../../api/client.ts';

const PAGE = 200;

async function membersOf(group_id: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor ? { cursor } : {}) };
    const params = { path: { group_id }, query };
    const { data } = await request.GET('/api/v1/groups/{group_id}/members', { params });
    for (const { id, state } of data?.items ?? []) if (state !== 'deactivated') ids.push(id);
    cursor = data?.next_cursor ?? null;
  }
  return ids;
}

const membersQuery = (group_id: string) =>
  queryOptions({ queryKey: ['audience', group_id], queryFn: () => membersOf(group_id), staleTime: 60_000 });

export type AudienceCount = {
  /** Absent while members are being read. */
  people?: number;
  /** Those who were chosen more than once. */
  twice: number;
};

export function countOnce(groups: readonly (readonly string[])[], people: readonly string[]): Required<AudienceCount> {
  const times = new Map<string, number>();
  for (const list of [...groups, people]) for (const id of list) times.set(id, (times.get(id) ?? 0) + 1);
  return { people: times.size, twice: [...times.values()].filter((count) => count > 1).length };
}

export function useAudienceCount(groups: readonly string[], people: readonly string[]): AudienceCount {
  return useQueries({
    queries: groups.map(membersQuery),
    combine: (lists) => {
      const read = lists.flatMap(({ data }) => (data ? [data] : []));
      return read.length < lists.length ? { twice: 0 } : countOnce(read, people);
    },
  });
}
