// The film behind the picture of attention: what there is to play, and its frames once they are wanted.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { MediaPlay } from '../../../../player/core/document.ts';
import type { MeasureQuery } from '../live/useMeasureFilters.ts';
import { filmPlay, type GrainOf } from '../queries.ts';
import { Frames } from './frames.ts';

/** Undefined while it is not there: the picture then stands without the film. */
export function useFilmPlay(of: GrainOf, query: MeasureQuery): { play: MediaPlay | undefined; refresh: () => void } {
  const reading = useQuery(filmPlay(of, query));
  return { play: reading.data, refresh: () => void reading.refetch() };
}

export function useFrames(play: MediaPlay | undefined, wanted: boolean, refresh: () => void): Frames | null {
  const [frames, setFrames] = useState<Frames | null>(null);
  const latest = useRef({ play, refresh });
  latest.current = { play, refresh };
  const film = wanted && play && play.tracks.some(({ kind }) => kind === 'video') ? play.id : null;
  useEffect(() => {
    const { play: first } = latest.current;
    if (!film || !first) return;
    const made = new Frames(first, () => latest.current.refresh());
    setFrames(made);
    return () => {
      setFrames(null);
      made.close();
    };
  }, [film]);
  useEffect(() => {
    if (play) frames?.update(play);
  }, [frames, play]);
  return frames;
}
