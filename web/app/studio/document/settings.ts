// What belongs to the grain as a whole: its title, its film, its pass mark.
import type { GrainDocument, Uuid } from '../../../../player/core/document.ts';
import type { Command } from './command.ts';
import { fitIntoFilm } from './timing.ts';

export const changeGrain =
  (change: Partial<Pick<GrainDocument, 'title' | 'language' | 'pass_percent' | 'auto_pause'>>): Command =>
  (document) => ({ ...document, ...change });

/** `film_ms` 0: not known yet, so nothing can be fitted. */
export const takeFilm =
  (media_id: Uuid, film_ms: number): Command =>
  (document) => {
    const filmed = { ...document, media_id };
    return film_ms > 0 ? fitIntoFilm(film_ms)(filmed) : filmed;
  };
