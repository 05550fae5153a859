// The checks of a module or of one grain: what has to be put right before it is submitted, and what would make it better.
import { api, queryClient } from '../../api/client.ts';

const path = <P>(params: P) => ({ params: { path: params } });

export const moduleChecks = (module_id: string) =>
  api.queryOptions('get', '/api/v1/modules/{module_id}/checks', path({ module_id }), { staleTime: 0 });

export const grainChecks = (grain_id: string) =>
  api.queryOptions('get', '/api/v1/grains/{grain_id}/checks', path({ grain_id }), { staleTime: 0 });

export const refreshChecks = (): Promise<unknown> =>
  Promise.all(
    ['/api/v1/modules/{module_id}/checks', '/api/v1/grains/{grain_id}/checks'].map((name) =>
      queryClient.invalidateQueries({ queryKey: ['get', name] }),
    ),
  );
