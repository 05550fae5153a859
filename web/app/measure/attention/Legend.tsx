// What the colours, lines and shapes of the picture stand for.
import { useLingui } from '@lingui/react/macro';
import { KindMark } from '../../../ui/Badge.tsx';
import type { MeasureMarker } from '../../../api/shapes.ts';
import css from './Attention.module.css';
import { MARKER_KINDS, useMarkerNames } from './Markers.tsx';

type Props = { compared: string | undefined; hidden: boolean; markers: readonly MeasureMarker[] };

export function Legend({ compared, hidden, markers }: Props) {
  const { t } = useLingui();
  const names = useMarkerNames();
  const keys: [string | undefined, string][] = [
    [css.keyPresence, t`Présence : part de ceux qui ont regardé`],
    [css.keyAgain, t`Revisionnages : lectures en plus de la première`],
    ...(compared ? ([[css.keyOther, t`Présence, ${compared}`]] as [string | undefined, string][]) : []),
    ...(hidden ? ([[css.keyHidden, t`Masqué : moins de cinq personnes`]] as [string | undefined, string][]) : []),
  ];
  return (
    <figcaption className={css.legend}>
      {keys.map(([key, words]) => (
        <span key={words} className={css.legendItem}>
          <span className={key} aria-hidden="true" />
          {words}
        </span>
      ))}
      {MARKER_KINDS.filter((kind) => markers.some((marker) => marker.kind === kind)).map((kind) => (
        <span key={kind} className={css.legendItem}>
          <KindMark kind={kind} size={11} />
          {names[kind]}
        </span>
      ))}
    </figcaption>
  );
}
