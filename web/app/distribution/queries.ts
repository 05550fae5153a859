// What must be asked again after a distribution changed.
import { queryClient } from '../../api/client.ts';

export const refreshDistributions = (): Promise<unknown> =>
  Promise.all(
    [
      '/api/v1/distributions',
      '/api/v1/distributions/{distribution_id}',
      '/api/v1/distributions/{distribution_id}/registrations',
      '/api/v1/module-states',
    ].map((path) => queryClient.invalidateQueries({ queryKey: ['get', path] })),
  );
