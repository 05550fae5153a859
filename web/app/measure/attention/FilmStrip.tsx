// The film itself, in as many pictures as there is room for: each stands in the middle of the seconds below it.
import { memo } from 'react';
import css from './Attention.module.css';
import { Frame } from './Frame.tsx';
import type { Frames } from './frames.ts';

type Props = { frames: Frames | null; length_s: number; count: number; poster: string | undefined };

export const FilmStrip = memo(function FilmStrip({ frames, length_s, count, poster }: Props) {
  const shown = Math.max(1, Math.min(count, length_s));
  return (
    <div className={css.strip} aria-hidden="true">
      {Array.from({ length: shown }, (_, place) => (
        <Frame
          key={place}
          frames={frames}
          poster={poster}
          second={Math.min(length_s - 1, Math.floor(((place + 0.5) * length_s) / shown))}
        />
      ))}
    </div>
  );
});
