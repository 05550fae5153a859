// The film with what lies on it: targets are drawn, moved and resized here.
import { useLingui } from '@lingui/react/macro';
import { type PointerEvent, useRef, useState } from 'react';
import { useActs } from '../state/acts.ts';
import { useHead, useShown, useStudio, useView } from '../state/studio.ts';
import type { Frame } from '../state/view.ts';
import { FilmVideo } from './FilmVideo.tsx';
import { MotionPath } from './MotionPath.tsx';
import { NoFilm } from './NoFilm.tsx';
import { between } from './rectangle.ts';
import { TargetBox } from './TargetBox.tsx';
import { type Room, useRoom } from './useRoom.ts';
import css from './Stage.module.css';

/** Smaller is a press, not a drawing. Per cent. */
const DRAWN_FROM = 2;

/** The largest box of the film's shape in the room there is. */
function fit(room: Room, width: number, height: number): Room {
  const scale = Math.min(room.width / width, room.height / height);
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) };
}

function Targets({ picture }: { picture: Room }) {
  const { targets } = useShown();
  const selection = useView((state) => state.selection);
  const at_ms = useHead();
  const chosen = selection?.kind === 'target' ? selection.id : null;
  const seen = targets.filter(({ id, start_ms, end_ms }) => id === chosen || (at_ms >= start_ms && at_ms < end_ms));
  const moving = targets.find(({ id }) => id === chosen);
  return (
    <>
      {moving && <MotionPath target={moving} />}
      {seen.map((target) => (
        <TargetBox key={target.id} target={target} at_ms={at_ms} selected={target.id === chosen} picture={picture} />
      ))}
    </>
  );
}

/** A rectangle drawn on the bare picture becomes a target; a press selects nothing. */
function useDrawing(picture: Room) {
  const { view, playhead } = useStudio();
  const { select } = useActs();
  const from = useRef<{ x: number; y: number } | null>(null);
  const [drawn, setDrawn] = useState<Frame | null>(null);
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * 100) / picture.width,
      y: ((event.clientY - box.top) * 100) / picture.height,
    };
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || event.target !== event.currentTarget) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = place(event);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const start = from.current;
    if (!start) return;
    const end = place(event);
    setDrawn(between(start.x, start.y, end.x, end.y));
  };
  const onPointerUp = () => {
    // Let go on a target: that gesture began there.
    if (!from.current) return;
    const frame = drawn;
    from.current = null;
    setDrawn(null);
    select(null);
    if (!frame || frame.width < DRAWN_FROM || frame.height < DRAWN_FROM) return;
    playhead.pause();
    view.setState({ opened: { kind: 'target', opens: null, frame } });
  };
  const onPointerCancel = () => {
    from.current = null;
    setDrawn(null);
  };
  return { drawn, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}

function Picture({ picture }: { picture: Room }) {
  const { t } = useLingui();
  const thirds = useView((state) => state.thirds);
  const { drawn, handlers } = useDrawing(picture);
  return (
    <div className={css.overlay} data-surface role="group" aria-label={t`Cibles sur le film`} {...handlers}>
      {thirds && <div className={css.safe} aria-hidden="true" />}
      <Targets picture={picture} />
      {drawn && (
        <div
          className={css.drawn}
          style={{
            left: `${drawn.x - drawn.width / 2}%`,
            top: `${drawn.y - drawn.height / 2}%`,
            width: `${drawn.width}%`,
            height: `${drawn.height}%`,
          }}
        />
      )}
    </div>
  );
}

export function Stage() {
  const { film } = useStudio();
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const { play } = film;
  const picture = play && fit(room, play.width || 16, play.height || 9);
  return (
    <div className={css.stage} ref={box}>
      {play && play.tracks.length > 0 && picture ? (
        <div className={css.frame} style={{ width: picture.width, height: picture.height }}>
          <FilmVideo key={play.id} play={play} />
          <Picture picture={picture} />
        </div>
      ) : (
        <NoFilm />
      )}
    </div>
  );
}
