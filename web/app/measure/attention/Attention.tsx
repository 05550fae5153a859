// Attention per second of one film: the readout, the picture, what is to be seen on it in words, and the same as a table.
import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useMemo, useRef, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Skeleton } from '../../../ui/Feedback.tsx';
import { Section } from '../../../ui/Page.tsx';
import { EmptyState, ErrorState } from '../../../ui/States.tsx';
import { Download } from '../Download.tsx';
import { useOnScreen } from '../live/useOnScreen.ts';
import { useMeasureQuery } from '../live/useMeasureFilters.ts';
import { HiddenNote } from '../Measured.tsx';
import pageCss from '../Measure.module.css';
import { type GrainOf, useAttention } from '../queries.ts';
import type { MeasureAttention, MeasuredGrain } from '../../../api/shapes.ts';
import css from './Attention.module.css';
import type { Series } from './Curves.tsx';
import { InsightWords } from './InsightWords.tsx';
import { Legend } from './Legend.tsx';
import { markersAt } from './Markers.tsx';
import { Picture } from './Picture.tsx';
import { PlaySecond } from './PlaySecond.tsx';
import { Readout } from './Readout.tsx';
import { SecondTable } from './SecondTable.tsx';
import { insightsOf } from './series.ts';
import { useFilmPlay, useFrames } from './useFilm.ts';

const seriesOf = ({ seconds, viewers }: MeasureAttention): Series => ({ ...seconds, viewers });

export type Compared = { name: string; data: MeasureAttention };

type DrawnProps = {
  of: GrainOf;
  grain: MeasuredGrain;
  data: MeasureAttention;
  compared: Compared | undefined;
  inSight: boolean;
};

function Drawn({ of, grain, data, compared, inSight }: DrawnProps) {
  const { t } = useLingui();
  const described = useId();
  const { play, refresh } = useFilmPlay(of, useMeasureQuery());
  const frames = useFrames(play, inSight, refresh);
  const series = useMemo(() => seriesOf(data), [data]);
  const other = useMemo(() => compared && { name: compared.name, series: seriesOf(compared.data) }, [compared]);
  const insights = useMemo(() => insightsOf(series.presence, series.rewatch, series.viewers), [series]);
  // Opens where there is most to see, then stays where it is put.
  const [chosen, setChosen] = useState(insights.again?.from ?? insights.most?.from ?? 0);
  const [playing, setPlaying] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const second = Math.min(chosen, data.duration_s - 1);
  const here = markersAt(data.markers, second);
  const onPlay = play ? () => setPlaying(true) : undefined;
  const poster = play?.poster_url ?? grain.poster_url;
  return (
    <>
      <InsightWords id={described} insights={insights} viewers={series.viewers} onGo={setChosen} />
      <figure className={css.figure} aria-label={t`Attention par seconde de ${grain.title}`}>
        <Readout
          second={second}
          series={series}
          compared={other}
          markers={here}
          frames={frames}
          poster={poster}
          onPlay={onPlay}
        />
        <Picture
          label={t`Seconde du film`}
          describedBy={described}
          series={series}
          compared={other?.series}
          markers={data.markers}
          here={here}
          frames={frames}
          poster={poster}
          second={second}
          onMove={setChosen}
          onPlay={onPlay}
        />
        <Legend compared={other?.name} hidden={data.hidden} markers={data.markers} />
      </figure>
      <div className={css.below}>
        <Button small icon={asTable ? 'up' : 'rows'} aria-expanded={asTable} onPress={() => setAsTable(!asTable)}>
          {asTable ? t`Refermer le tableau` : t`Les mêmes valeurs en tableau`}
        </Button>
      </div>
      {asTable && (
        <SecondTable
          label={t`Attention par seconde de ${grain.title}`}
          series={series}
          compared={other}
          markers={data.markers}
        />
      )}
      {playing && play && (
        <PlaySecond
          title={grain.title}
          play={play}
          second={second}
          refresh={refresh}
          onClose={() => setPlaying(false)}
        />
      )}
    </>
  );
}

type Props = {
  module_id: string;
  grain: MeasuredGrain;
  compare: { id: string; name: string } | undefined;
  /** The page says already why something is hidden. */
  explained: boolean;
};

export function Attention({ module_id, grain, compare, explained }: Props) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const inSight = useOnScreen(box);
  const query = useMeasureQuery();
  const of = { module_id, grain_id: grain.grain_id };
  const { data, error, refetch } = useAttention(of, query, inSight);
  const other = useAttention(of, { ...query, group_id: compare?.id ?? '' }, inSight, !!compare);
  const compared = useMemo(
    () => (compare && other.data ? { name: compare.name, data: other.data } : undefined),
    [compare, other.data],
  );
  return (
    <Section
      title={t`Attention par seconde`}
      actions={<Download module_id={module_id} table="attention" grain_id={grain.grain_id} />}
    >
      <div ref={box} className={pageCss.picture}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={400} />
        ) : data.duration_s === 0 || data.viewers === 0 ? (
          <EmptyState drawing="film" title={t`Personne n’a encore regardé ce film`}>
            <Trans>L’image se dessine ici dès la première seconde regardée.</Trans>
          </EmptyState>
        ) : (
          <Drawn of={of} grain={grain} data={data} compared={compared} inSight={inSight} />
        )}
        {data?.hidden && !explained && <HiddenNote />}
      </div>
    </Section>
  );
}
