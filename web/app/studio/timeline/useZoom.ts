// Nearer and further. The zoom is a choice of the author or, until one is made, the whole film in the room there is.
import { useMemo } from 'react';
import { useStudio } from '../state/studio.ts';
import { zoomed } from './scale.ts';

const FACTOR = 1.5;

export function useZoom() {
  const { view } = useStudio();
  return useMemo(() => {
    const by = (factor: number) => () => {
      const { zoom, fitted } = view.getState();
      view.setState({ zoom: zoomed(zoom ?? fitted, factor) });
    };
    return { more: by(FACTOR), less: by(1 / FACTOR), whole: () => view.setState({ zoom: null }) };
  }, [view]);
}
