// What must be asked again after people or groups changed.
import { queryClient } from '../../api/client.ts';

export const refreshPeople = (): Promise<unknown> =>
  Promise.all(
    [
      '/api/v1/persons',
      '/api/v1/persons/{person_id}',
      '/api/v1/groups',
      '/api/v1/groups/{group_id}',
      '/api/v1/groups/{group_id}/members',
    ].map((path) => queryClient.invalidateQueries({ queryKey: ['get', path] })),
  );
