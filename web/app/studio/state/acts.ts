// What gestures, keys and buttons do, in one place: each is a command on the document, a move of the head or a change of
// what is looked at.
import { useMemo } from 'react';
import type { Command } from '../document/command.ts';
import { duplicate, remove } from '../document/creation.ts';
import { type ElementRef, exists, inOrder, sameRef, spanOf } from '../document/elements.ts';
import { moveTo, trimEnd, trimStart } from '../document/timing.ts';
import { type Studio, useStudio } from './studio.ts';

const GAP_MS = 500;

export function actsOf({ edit, view, playhead, film: { film_ms } }: Studio) {
  const selection = () => {
    const ref = view.getState().selection;
    return ref && exists(edit.document(), ref) ? ref : null;
  };
  const select = (ref: ElementRef | null) => view.setState({ selection: ref });
  const apply = (command: Command, field = '') => edit.apply(command, field);
  const selected = (act: (ref: ElementRef, start_ms: number, end_ms: number) => void) => () => {
    const ref = selection();
    const span = ref && spanOf(edit.document(), ref, film_ms);
    if (ref && span) act(ref, span.start_ms, span.end_ms);
  };
  return {
    select,
    apply,
    seek: (ms: number) => playhead.seek(ms, film_ms),
    step: (by_ms: number) => {
      playhead.pause();
      playhead.seek(playhead.now() + by_ms, film_ms);
    },
    frame: (count: number) => {
      playhead.pause();
      playhead.seek(playhead.now() + count * playhead.frame_ms, film_ms);
    },
    shift: (by_ms: number) =>
      selected((ref, start_ms) => apply(moveTo(ref, start_ms + by_ms, film_ms), `shift ${ref.id}`))(),
    shiftFrame: (count: number) =>
      selected((ref, start_ms) =>
        apply(moveTo(ref, start_ms + count * playhead.frame_ms, film_ms), `shift ${ref.id}`),
      )(),
    startHere: selected((ref) => apply(trimStart(ref, playhead.now(), film_ms))),
    endHere: selected((ref) => apply(trimEnd(ref, playhead.now(), film_ms))),
    shortenStart: selected((ref, start_ms) =>
      apply(trimStart(ref, start_ms + playhead.frame_ms, film_ms), `trim ${ref.id}`),
    ),
    shortenEnd: selected((ref, _, end_ms) =>
      apply(trimEnd(ref, end_ms - playhead.frame_ms, film_ms), `trim ${ref.id}`),
    ),
    toStart: selected((_, start_ms) => playhead.seek(start_ms, film_ms)),
    toEnd: selected((_, __, end_ms) => playhead.seek(end_ms, film_ms)),
    removeSelected: selected((ref) => {
      const spans = inOrder(edit.document(), film_ms);
      const at = spans.findIndex((span) => sameRef(span.ref, ref));
      apply(remove(ref));
      select((spans[at + 1] ?? spans[at - 1])?.ref ?? null);
    }),
    duplicateSelected: selected((ref, _, end_ms) => {
      const copy = duplicate(edit.document(), ref, end_ms + GAP_MS, film_ms);
      if (!copy) return;
      apply(copy.command);
      select(copy.ref);
    }),
    /** The next or the previous element in the film. */
    neighbour: (by: 1 | -1) => {
      const spans = inOrder(edit.document(), film_ms);
      const at = spans.findIndex((span) => sameRef(span.ref, selection()));
      const next = spans[at === -1 ? (by === 1 ? 0 : spans.length - 1) : at + by];
      if (!next) return;
      select(next.ref);
      playhead.seek(next.start_ms, film_ms);
    },
  };
}

export type Acts = ReturnType<typeof actsOf>;

export function useActs(): Acts {
  const studio = useStudio();
  return useMemo(() => actsOf(studio), [studio]);
}
