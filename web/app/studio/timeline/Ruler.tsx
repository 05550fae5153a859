// The ruler: marks of time, and the place where the head is put.
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { formatClock, formatTime } from '../document/times.ts';
import { useActs } from '../state/acts.ts';
import { useHead, useStudio } from '../state/studio.ts';
import { marksBetween, stepOf, toMs, toPx, type Zoom } from './scale.ts';
import css from './Timeline.module.css';

const STEP_MS = 1000;
const BIG_STEP_MS = 10_000;

export function Ruler({ zoom, from, to }: { zoom: Zoom; from: number; to: number }) {
  const { t } = useLingui();
  const { film, playhead } = useStudio();
  const { seek } = useActs();
  const at_ms = useHead();
  const scrubbing = useRef(false);
  const put = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    seek(toMs(event.clientX - box.left, zoom));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? BIG_STEP_MS : STEP_MS;
    const to_ms: Record<string, number | undefined> = {
      ArrowRight: at_ms + step,
      ArrowLeft: at_ms - step,
      Home: 0,
      End: film.film_ms,
    };
    const next = to_ms[event.key];
    if (next === undefined) return;
    event.preventDefault();
    seek(next);
  };
  const step = stepOf(zoom);
  return (
    <div
      className={css.ruler}
      role="slider"
      tabIndex={0}
      aria-label={t`Tête de lecture`}
      aria-valuemin={0}
      aria-valuemax={film.film_ms}
      aria-valuenow={at_ms}
      aria-valuetext={formatTime(at_ms)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        scrubbing.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        playhead.pause();
        put(event);
      }}
      onPointerMove={(event) => scrubbing.current && put(event)}
      onPointerUp={() => (scrubbing.current = false)}
      onPointerCancel={() => (scrubbing.current = false)}
    >
      {marksBetween(from, to, zoom, film.film_ms).map((ms) => (
        <span key={ms} className={css.mark} style={{ left: toPx(ms, zoom) }}>
          {step < 1000 ? formatTime(ms).slice(0, -2) : formatClock(ms)}
        </span>
      ))}
    </div>
  );
}
