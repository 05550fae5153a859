// What every part of the studio shares: the document and its history, what is looked at, the moment of the film, saving.
import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { GrainDocument } from '../../../../player/core/document.ts';
import type { Edit } from './edit.ts';
import type { Film } from './film.ts';
import type { Playhead } from './playhead.ts';
import type { Saver, SaveState } from './saver.ts';
import type { View, ViewStore } from './view.ts';

export type Studio = {
  grain_id: string;
  edit: Edit;
  view: ViewStore;
  playhead: Playhead;
  saver: Saver;
  film: Film;
};

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio is for parts of the studio');
  return studio;
}

export function useView<T>(pick: (view: View) => T): T {
  return useStore(useStudio().view, pick);
}

/** The document as it is written. */
export function useDocument(): GrainDocument {
  const { edit } = useStudio();
  return useSyncExternalStore(edit.subscribe, edit.document);
}

/** The document as it is seen: with the gesture under way. */
export function useShown(): GrainDocument {
  const document = useDocument();
  return useView(({ draft }) => draft) ?? document;
}

export function useHead(): number {
  const { playhead } = useStudio();
  return useSyncExternalStore(playhead.subscribe, playhead.now);
}

export function usePlaying(): boolean {
  const { playhead } = useStudio();
  return useSyncExternalStore(playhead.subscribe, playhead.playing);
}

export function useSaveState(): SaveState {
  const { saver } = useStudio();
  return useSyncExternalStore(saver.subscribe, () => saver.state);
}

export function useSteps(): { back: number; forth: number } {
  const { edit } = useStudio();
  const back = useSyncExternalStore(edit.onSteps, () => edit.steps().back);
  const forth = useSyncExternalStore(edit.onSteps, () => edit.steps().forth);
  return { back, forth };
}
