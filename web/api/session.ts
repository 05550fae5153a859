// Who is signed in, in which space, with which rights.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient, request } from './client.ts';
import { ProblemError } from './problem.ts';
import type { Session } from './shapes.ts';
import { setCsrfToken } from './transport.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      const { data } = await request.GET('/api/v1/session');
      setCsrfToken(data?.csrf_token ?? null);
      return data ?? null;
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
});

export function rememberSession(session: Session | null): void {
  setCsrfToken(session?.csrf_token ?? null);
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

/** The session inside the shell, where somebody is always signed in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession is for screens inside the shell');
  return data;
}

export const useRight = (right: string): boolean => useSession().rights.includes(right);
