// What can be done to one person, as plain requests.
import { request } from '../../api/client.ts';

const path = (person_id: string) => ({ params: { path: { person_id } } });

export const deactivate = (id: string) => request.POST('/api/v1/persons/{person_id}/deactivate', path(id));
export const reactivate = (id: string) => request.POST('/api/v1/persons/{person_id}/reactivate', path(id));
export const invite = (id: string) => request.POST('/api/v1/persons/{person_id}/invitation', path(id));

/** At most 500 people in one request. */
export const changeMembers = (group_id: string, change: { add?: string[]; remove?: string[] }) =>
  request.POST('/api/v1/groups/{group_id}/members', {
    params: { path: { group_id } },
    body: { add: change.add ?? [], remove: change.remove ?? [] },
  });
