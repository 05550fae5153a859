// What is drawn along the film of one grain: its elements, each with what happened to it since the last approval, and
// those that are gone. Pure.
import type { FilmElement } from '../../../../player/embed/protocol.ts';
import type { ElementChange, GrainDifference } from '../../../api/shapes.ts';
import type { Change } from '../words.ts';

export type Moment = FilmElement & { change: Change };

const ON_FILM: readonly string[] = ['chapter', 'target', 'quiz'];
const onFilm = ({ kind }: ElementChange): boolean => ON_FILM.includes(kind);

/** A grain that is new is not marked element by element: everything in it is. Without a difference nothing is marked. */
export function momentsOf(elements: readonly FilmElement[], grain: GrainDifference | undefined): Moment[] {
  const changed = new Map((grain?.elements ?? []).map((element) => [element.element_id, element]));
  const present = elements.map((element) => ({ ...element, change: changed.get(element.id)?.change ?? 'same' }));
  const gone = [...changed.values()].filter((element) => element.change === 'removed' && onFilm(element));
  return [
    ...present,
    ...gone.map((element): Moment => ({
      kind: element.kind as FilmElement['kind'],
      id: element.element_id,
      title: element.label,
      start_ms: element.at_ms ?? 0,
      end_ms: element.at_ms ?? 0,
      change: 'removed',
    })),
  ];
}
