// The document being written and its history: two hundred steps back and forth. Knows nothing of saving or of React.
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { GrainDocument } from '../../../../player/core/document.ts';
import type { Command } from '../document/command.ts';

const STEPS = 200;
/** Changes of one field closer than this are one step: a word is undone, not its last letter. */
const SAME_STEP_MS = 1500;

type Kept = { document: GrainDocument };

export function createEdit(document: GrainDocument, now: () => number = Date.now) {
  const store = createStore<Kept>()(
    temporal(() => ({ document }) as Kept, {
      limit: STEPS,
      partialize: ({ document: kept }) => ({ document: kept }),
      equality: (before, after) => before.document === after.document,
    }),
  );
  const history = store.temporal;
  let last = { field: '', at: 0 };

  const set = (next: GrainDocument, field: string) => {
    const same = field !== '' && field === last.field && now() - last.at < SAME_STEP_MS;
    last = { field, at: now() };
    if (same) history.getState().pause();
    store.setState({ document: next });
    if (same) history.getState().resume();
  };
  const travel = (go: () => void) => () => {
    last = { field: '', at: 0 };
    go();
  };
  return {
    document: () => store.getState().document,
    subscribe: store.subscribe,
    /** `field` names what is being typed into, so that its letters become one step. A command that changes nothing leaves
     * no step. */
    apply: (command: Command, field = '') => {
      const before = store.getState().document;
      const after = command(before);
      if (after !== before) set(after, field);
    },
    undo: travel(() => history.getState().undo()),
    redo: travel(() => history.getState().redo()),
    /** How far one can go: shown on the buttons. */
    steps: () => ({ back: history.getState().pastStates.length, forth: history.getState().futureStates.length }),
    onSteps: (changed: () => void) => history.subscribe(changed),
  };
}

export type Edit = ReturnType<typeof createEdit>;
