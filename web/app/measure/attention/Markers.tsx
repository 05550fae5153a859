// What lies on the film, under its seconds: one row for each kind, each kind with its colour and its shape.
import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { KindMark } from '../../../ui/Badge.tsx';
import type { MeasureMarker } from '../../../api/shapes.ts';
import css from './Attention.module.css';

export const MARKER_KINDS = ['chapter', 'target', 'quiz'] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];

export function useMarkerNames(): Record<MarkerKind, string> {
  const { t } = useLingui();
  return { chapter: t`Chapitres`, target: t`Cibles`, quiz: t`Questions` };
}

/** Those that are on at this second: targets for as long as they show, a question at its moment, the chapter it is in. */
export function markersAt(markers: readonly MeasureMarker[], second: number): MeasureMarker[] {
  const begun = markers.filter(({ start_ms }) => Math.floor(start_ms / 1000) <= second);
  const chapter = begun.filter(({ kind }) => kind === 'chapter').sort((a, b) => b.start_ms - a.start_ms)[0];
  return begun.filter((marker) => {
    if (marker.kind === 'chapter') return marker === chapter;
    if (marker.kind === 'quiz') return Math.floor(marker.start_ms / 1000) === second;
    return second * 1000 < marker.end_ms;
  });
}

export const Markers = memo(function Markers({
  markers,
  length_s,
}: {
  markers: readonly MeasureMarker[];
  length_s: number;
}) {
  const left = (ms: number) => `${Math.min(100, (ms / (length_s * 1000)) * 100)}%`;
  return MARKER_KINDS.map((kind) => {
    const row = markers.filter((marker) => marker.kind === kind);
    if (row.length === 0) return null;
    return (
      <div key={kind} className={css.lane} data-kind={kind}>
        {row.map(({ element_id, version_number, label, start_ms, end_ms }) => (
          <span
            key={`${element_id} ${version_number}`}
            className={css.marker}
            title={label}
            style={{ left: left(start_ms), ...(kind === 'target' ? { width: left(end_ms - start_ms) } : {}) }}
          >
            <KindMark kind={kind} size={11} />
          </span>
        ))}
      </div>
    );
  });
});
