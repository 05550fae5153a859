// One module's measures: the filter, four figures, then film by film attention, questions and targets, and the learners.
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Banner, Skeleton } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { useFilters } from '../shell/filters.ts';
import { Attention } from './attention/Attention.tsx';
import { GrainChoice } from './GrainChoice.tsx';
import { Learners } from './learner/Learners.tsx';
import { FilterBar, FilterWords } from './live/FilterBar.tsx';
import { Freshness } from './live/Freshness.tsx';
import { useMeasureQuery } from './live/useMeasureFilters.ts';
import { HiddenNote } from './Measured.tsx';
import { Questions } from './question/Questions.tsx';
import { useOverview } from './queries.ts';
import type { MeasureOverview } from '../../api/shapes.ts';
import { Targets } from './target/Targets.tsx';
import { Tiles } from './Tiles.tsx';
import { usePaper } from './usePaper.ts';

function Films({ module_id, overview }: { module_id: string; overview: MeasureOverview }) {
  const [filters, setFilters] = useFilters();
  const { grains, groups } = overview;
  const grain = grains.find(({ grain_id }) => grain_id === filters.grain) ?? grains[0];
  const group = groups.find(({ id }) => id === filters.compare);
  if (!grain) return null;
  const { grain_id } = grain;
  return (
    <>
      {grains.length > 1 && (
        <GrainChoice grains={grains} chosen={grain_id} onChoose={(id) => setFilters({ grain: id })} />
      )}
      <Attention key={grain_id} module_id={module_id} grain={grain} compare={group} explained={overview.hidden} />
      <Questions module_id={module_id} grain_id={grain_id} />
      <Targets module_id={module_id} grain_id={grain_id} />
    </>
  );
}

function Content({ module_id, overview }: { module_id: string; overview: MeasureOverview }) {
  const { t } = useLingui();
  const named = useRight('measure.read_named');
  const filtered = Object.keys(useMeasureQuery()).length > 0;
  if (overview.enrolled === 0 && !filtered)
    return (
      <EmptyState drawing="people" title={t`Personne n’est encore inscrit`}>
        <Trans>Les mesures commencent avec la première personne à qui ce module est diffusé.</Trans>
      </EmptyState>
    );
  return (
    <>
      <FilterBar overview={overview} />
      <FilterWords overview={overview} />
      <Tiles overview={overview} />
      {overview.hidden && <HiddenNote />}
      {overview.enrolled === 0 ? (
        <EmptyState drawing="list" title={t`Personne ne répond à ces critères`} />
      ) : (
        <Films module_id={module_id} overview={overview} />
      )}
      {named && <Learners module_id={module_id} />}
    </>
  );
}

export default function ModuleMeasures() {
  const { t } = useLingui();
  const { moduleId = '' } = useParams({ strict: false });
  const query = useMeasureQuery();
  const { data, error, refetch, dataUpdatedAt, isRefetchError } = useOverview(moduleId, query);
  usePaper();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader
        above={
          <Link to={'/measures' as '/'}>
            <Trans>Mesures</Trans>
          </Link>
        }
        title={data?.title ?? t`Mesures`}
        actions={
          data && (
            <>
              <Freshness answered_ms={dataUpdatedAt} lag_ms={data.lag_ms} />
              <Button kind="quiet" icon="print" onPress={() => window.print()} data-print="no">
                <Trans>Imprimer</Trans>
              </Button>
            </>
          )
        }
      />
      {isRefetchError && (
        <Banner tone="warning" icon="offline">
          <Trans>
            Les chiffres ne suivent plus : le service ne répond pas. Ceux de la dernière réponse restent là.
          </Trans>
        </Banner>
      )}
      {data ? <Content module_id={moduleId} overview={data} /> : <Skeleton height={480} />}
    </>
  );
}
