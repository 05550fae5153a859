// What each key does.
import { useCallback } from 'react';
import { useActs } from '../state/acts.ts';
import { useCreation } from '../state/useCreation.ts';
import { useStudio } from '../state/studio.ts';
import { useZoom } from '../timeline/useZoom.ts';
import { addKeyframe } from '../document/targets.ts';
import type { KeyAct } from './keys.ts';
import { useKeys } from './useKeys.ts';

const SECOND_MS = 1000;

/** The first field of the inspector. */
const toInspector = () =>
  document
    .querySelector<HTMLElement>('[data-inspector] input, [data-inspector] textarea, [data-inspector] button')
    ?.focus();

export function useStudioKeys(): void {
  const { edit, view, playhead, saver } = useStudio();
  const acts = useActs();
  const create = useCreation();
  const zoom = useZoom();
  const onAct = useCallback(
    (act: KeyAct) => {
      const keyframe = () => {
        const { selection } = view.getState();
        if (selection?.kind === 'target') acts.apply(addKeyframe(selection.id, playhead.now()));
      };
      const table: Record<KeyAct, () => void> = {
        play: () => playhead.toggle(),
        back: () => acts.step(-SECOND_MS),
        faster: () => playhead.faster(),
        frameBack: () => acts.frame(-1),
        frameForth: () => acts.frame(1),
        startHere: acts.startHere,
        endHere: acts.endHere,
        shortenStart: acts.shortenStart,
        shortenEnd: acts.shortenEnd,
        shiftBack: () => acts.shiftFrame(-1),
        shiftForth: () => acts.shiftFrame(1),
        secondBack: () => acts.shift(-SECOND_MS),
        secondForth: () => acts.shift(SECOND_MS),
        next: () => acts.neighbour(1),
        previous: () => acts.neighbour(-1),
        image: () => create.target('image'),
        slides: () => create.target('slides'),
        text: () => create.target('text'),
        quiz: create.quiz,
        chapter: create.chapter,
        keyframe,
        duplicate: acts.duplicateSelected,
        remove: acts.removeSelected,
        undo: edit.undo,
        redo: edit.redo,
        save: () => void saver.flush(),
        inspector: toInspector,
        zoomIn: zoom.more,
        zoomOut: zoom.less,
        help: () => view.setState({ opened: { kind: 'keys' } }),
      };
      table[act]();
    },
    [acts, create, edit, playhead, saver, view, zoom],
  );
  useKeys(onAct);
}
