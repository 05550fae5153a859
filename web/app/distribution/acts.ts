// What is done to a distribution, one call each.
import { request } from '../../api/client.ts';

const one = (distribution_id: string) => ({ params: { path: { distribution_id } } });

export const suspend = (id: string) =>
  request.POST('/api/v1/distributions/{distribution_id}/suspend', { ...one(id), body: {} });
export const resume = (id: string) => request.POST('/api/v1/distributions/{distribution_id}/resume', one(id));
export const archive = (id: string) => request.POST('/api/v1/distributions/{distribution_id}/archive', one(id));
/** `new`: whoever has not begun goes over; `all`: also whoever has, by the identity of each question. */
export const goOver = (id: string, learners: 'new' | 'all') =>
  request.POST('/api/v1/distributions/{distribution_id}/version', { ...one(id), body: { learners } });
