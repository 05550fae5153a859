// One picture of the film; the poster stands there until it is drawn, and for good when it cannot be.
import { useEffect, useRef, useState } from 'react';
import { classes } from '../../../ui/classes.ts';
import css from './Attention.module.css';
import type { Frames } from './frames.ts';

type Props = {
  frames: Frames | null;
  second: number;
  poster: string | undefined;
  /** The one under the cursor. */
  urgent?: boolean;
  className?: string | undefined;
};

export function Frame({ frames, second, poster, urgent, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let wanted = true;
    void frames?.at(second, urgent).then((frame) => {
      const place = canvas.current;
      if (!wanted || !frame || !place) return;
      place.width = frame.width;
      place.height = frame.height;
      place.getContext('2d')?.drawImage(frame, 0, 0);
      setDrawn(true);
    });
    return () => {
      wanted = false;
    };
  }, [frames, second, urgent]);
  return (
    <div className={classes(css.frame, className)} aria-hidden="true">
      {poster && !drawn && <img className={css.poster} src={poster} alt="" />}
      <canvas ref={canvas} className={css.drawn} data-drawn={drawn || undefined} width={16} height={9} />
    </div>
  );
}
