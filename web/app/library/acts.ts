// What is done to grains, modules and media, one call each.
import { ifMatch, request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem.ts';
import type { Grain, Module } from '../../api/shapes.ts';

const present = <T>(data: T | undefined): T => {
  if (data === undefined) throw new ProblemError(0, {}, 'client.unreadable');
  return data;
};
const grain = (grain_id: string) => ({ params: { path: { grain_id } } });
const module = (module_id: string) => ({ params: { path: { module_id } } });
const media = (media_id: string) => ({ params: { path: { media_id } } });

type GrainStart = { title?: string; media_id?: string; language?: string };
export const createGrain = async (body: GrainStart): Promise<Grain> =>
  present((await request.POST('/api/v1/grains', { body })).data);
export const duplicateGrain = async (id: string): Promise<Grain> =>
  present((await request.POST('/api/v1/grains/{grain_id}/duplicate', grain(id))).data);
export const deleteGrain = (id: string) => request.DELETE('/api/v1/grains/{grain_id}', grain(id));
export const restoreGrain = (id: string) => request.POST('/api/v1/grains/{grain_id}/restore', grain(id));

export const createModule = async (title: string, grain_ids: string[]): Promise<Module> =>
  present(
    (await request.POST('/api/v1/modules', { body: { title, ...(grain_ids.length ? { grain_ids } : {}) } })).data,
  );
export const deleteModule = (id: string) => request.DELETE('/api/v1/modules/{module_id}', module(id));
export const restoreModule = (id: string) => request.POST('/api/v1/modules/{module_id}/restore', module(id));
export const setGrains = async (
  { id, version }: Pick<Module, 'id' | 'version'>,
  grain_ids: string[],
): Promise<Module> =>
  present(
    (
      await request.PUT('/api/v1/modules/{module_id}/grains', {
        params: { path: { module_id: id }, header: ifMatch(version) },
        body: { grain_ids },
      })
    ).data,
  );

export const deleteMedia = (id: string) => request.DELETE('/api/v1/media/{media_id}', media(id));
export const restoreMedia = (id: string) => request.POST('/api/v1/media/{media_id}/restore', media(id));
export const retryMedia = (id: string) => request.POST('/api/v1/media/{media_id}/retry', media(id));
