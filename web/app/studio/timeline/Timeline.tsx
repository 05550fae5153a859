// The film along its time: a ruler, one track for each kind of element, the head. Only what is in sight is drawn.
import { useLingui } from '@lingui/react/macro';
import { type WheelEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { KindMark } from '../../../ui/Badge.tsx';
import { type ElementKind, findTarget, inOrder, KINDS, sameRef, type Span, spansOf } from '../document/elements.ts';
import { useRoom } from '../stage/useRoom.ts';
import { useHead, usePlaying, useShown, useStudio, useView } from '../state/studio.ts';
import { Item } from './Item.tsx';
import { inLanes } from './lanes.ts';
import { Ruler } from './Ruler.tsx';
import { fitting, toMs, toPx, type Zoom, zoomed } from './scale.ts';
import css from './Timeline.module.css';

const LABEL_PX = 104;
const END_PX = 44;
const LANE_PX = 28;
/** A moment takes this much, so that marks near each other do not hide one another. */
const MARK_PX: Record<ElementKind, number> = { chapter: 0, target: 8, quiz: 96 };
const BEYOND_PX = 300;

function useZoomLevel(room_px: number): Zoom {
  const { film, view } = useStudio();
  const chosen = useView(({ zoom }) => zoom);
  const fitted = fitting(film.film_ms, room_px - LABEL_PX - END_PX);
  useEffect(() => view.setState({ fitted }), [view, fitted]);
  return chosen ?? fitted;
}

function Head({ zoom }: { zoom: Zoom }) {
  const at_ms = useHead();
  return <div className={css.head} style={{ transform: `translateX(${toPx(at_ms, zoom)}px)` }} aria-hidden="true" />;
}

/** While the film plays, the head stays in sight. */
function useFollow(box: { current: HTMLElement | null }, zoom: Zoom) {
  const at_ms = useHead();
  const playing = usePlaying();
  useEffect(() => {
    const place = box.current;
    if (!playing || !place) return;
    const x = toPx(at_ms, zoom);
    const room = place.clientWidth - LABEL_PX;
    if (x < place.scrollLeft || x > place.scrollLeft + room - 40) place.scrollLeft = Math.max(0, x - 40);
  }, [at_ms, box, playing, zoom]);
}

const Follow = ({ box, zoom }: { box: { current: HTMLElement | null }; zoom: Zoom }) => {
  useFollow(box, zoom);
  return null;
};

type TrackProps = { kind: ElementKind; spans: Span[]; zoom: Zoom; from: number; to: number; first: string | undefined };

function Track({ kind, spans, zoom, from, to, first }: TrackProps) {
  const { t } = useLingui();
  const document = useShown();
  const selection = useView((state) => state.selection);
  const names: Record<ElementKind, string> = { chapter: t`Chapitres`, target: t`Cibles`, quiz: t`Questions` };
  const { placed, lanes } = inLanes(spans, toMs(MARK_PX[kind], zoom));
  const chosen = (span: Span) => sameRef(span.ref, selection);
  const inSight = placed.filter(
    ({ span }) => chosen(span) || (toPx(span.end_ms, zoom) >= from && toPx(span.start_ms, zoom) <= to),
  );
  return (
    <div className={css.track} style={{ height: lanes * LANE_PX + 8 }}>
      <div className={css.trackName}>
        <KindMark kind={kind} />
        <span>{names[kind]}</span>
      </div>
      <div className={css.lanes} role="group" aria-label={names[kind]}>
        {inSight.map(({ span, lane }) => (
          <Item
            key={span.ref.id}
            span={span}
            lane={lane}
            zoom={zoom}
            selected={chosen(span)}
            reachable={selection ? chosen(span) : span.ref.id === first}
            target={kind === 'target' ? findTarget(document, span.ref.id) : undefined}
          />
        ))}
      </div>
    </div>
  );
}

/** Ctrl and the wheel zoom around the pointer. */
function useWheelZoom(zoom: Zoom, box: { current: HTMLElement | null }) {
  const { view } = useStudio();
  const kept = useRef<{ ms: number; x: number } | null>(null);
  useLayoutEffect(() => {
    const place = box.current;
    if (!kept.current || !place) return;
    place.scrollLeft = toPx(kept.current.ms, zoom) - kept.current.x;
    kept.current = null;
  }, [zoom, box]);
  return useCallback(
    (event: WheelEvent<HTMLElement>) => {
      if (!event.ctrlKey && !event.metaKey) return;
      const place = event.currentTarget;
      const x = event.clientX - place.getBoundingClientRect().left - LABEL_PX;
      kept.current = { ms: toMs(place.scrollLeft + x, zoom), x };
      view.setState({ zoom: zoomed(zoom, event.deltaY < 0 ? 1.2 : 1 / 1.2) });
    },
    [zoom, view],
  );
}

/** The focus goes with the selection when it moves by keys, so that a screen reader says what is selected. */
function useFocusSelected(box: { current: HTMLElement | null }) {
  const selection = useView((state) => state.selection);
  useEffect(() => {
    const place = box.current;
    const item = selection && place?.querySelector<HTMLElement>(`[data-element="${selection.id}"]`);
    if (!item || !place) return;
    if (place.contains(document.activeElement)) item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selection, box]);
}

export function Timeline() {
  const { t } = useLingui();
  const { film } = useStudio();
  const document = useShown();
  const snapped_ms = useView((state) => state.snapped_ms);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const zoom = useZoomLevel(room.width);
  const [scrolled, setScrolled] = useState(0);
  const onWheel = useWheelZoom(zoom, box);
  useFocusSelected(box);
  const spans = spansOf(document, film.film_ms);
  const first = inOrder(document, film.film_ms)[0]?.ref.id;
  const from = scrolled - BEYOND_PX;
  const to = scrolled + room.width + BEYOND_PX;
  return (
    <div
      ref={box}
      className={css.timeline}
      data-surface
      role="region"
      aria-label={t`Chronologie`}
      onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
      onWheel={onWheel}
    >
      {film.film_ms > 0 && (
        <div className={css.inner} style={{ width: LABEL_PX + toPx(film.film_ms, zoom) + END_PX }}>
          <div className={css.top}>
            <div className={css.corner} />
            <Ruler zoom={zoom} from={from} to={to} />
          </div>
          {KINDS.map((kind) => (
            <Track key={kind} kind={kind} spans={spans[kind]} zoom={zoom} from={from} to={to} first={first} />
          ))}
          <div className={css.over} style={{ width: toPx(film.film_ms, zoom) }}>
            {snapped_ms !== null && <div className={css.snap} style={{ left: toPx(snapped_ms, zoom) }} />}
            <Head zoom={zoom} />
          </div>
          <Follow box={box} zoom={zoom} />
        </div>
      )}
    </div>
  );
}
