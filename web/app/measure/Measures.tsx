// The modules that were distributed, each with what came of it.
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRight } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { HiddenNote, Measured } from './Measured.tsx';
import css from './Measure.module.css';
import { measuredModules } from './queries.ts';
import type { MeasuredModule } from '../../api/shapes.ts';

function useColumns(): Column<MeasuredModule>[] {
  const { t } = useLingui();
  const format = useFormat();
  const count = (id: 'enrolled' | 'started' | 'finished', label: string): Column<MeasuredModule> => ({
    id,
    label,
    width: 110,
    align: 'end',
    render: (module) => <Measured value={module[id]} hidden={module.hidden} />,
  });
  return [
    {
      id: 'title',
      label: t`Module`,
      card: 'title',
      rowHeader: true,
      minWidth: 260,
      render: ({ title, poster_url }) => (
        <span className={css.named}>
          <Poster small url={poster_url} icon="module" />
          <span className={css.name}>{title}</span>
        </span>
      ),
    },
    count('enrolled', t`Inscrits`),
    count('started', t`Ont commencé`),
    count('finished', t`Ont terminé`),
    {
      id: 'success',
      label: t`Réussite`,
      width: 110,
      align: 'end',
      render: ({ success_percent, hidden, finished }) => (
        <Measured
          value={success_percent}
          hidden={hidden && finished !== 0}
          say={(value) => format.percent(value / 100)}
        />
      ),
    },
    {
      id: 'last',
      label: t`Dernière activité`,
      width: 150,
      render: ({ last_ms }) => (last_ms === undefined ? '–' : format.relative(last_ms)),
    },
  ];
}

function NoModule() {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  const mayDistribute = useRight('distribution.manage');
  if (filters.search)
    return (
      <EmptyState
        drawing="list"
        title={t`Aucun module ne répond à ces critères`}
        action={
          <Button onPress={() => setFilters({ search: '' })}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState
      drawing="measures"
      title={t`Rien à mesurer pour l’instant`}
      action={
        mayDistribute && (
          <LinkButton to={'/distributions' as '/'} kind="primary">
            <Trans>Diffuser un module</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>
        Chaque seconde regardée et chaque réponse se lit ici, dès qu’un module validé est diffusé à quelqu’un.
      </Trans>
    </EmptyState>
  );
}

export default function Measures() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters();
  const columns = useColumns();
  const list = useInfiniteQuery(measuredModules(filters.search));
  const modules = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t`Mesures`} lead={t`Qui a regardé quoi, seconde par seconde, et ce qui a été répondu.`} />
      <Toolbar>
        <SearchField
          label={t`Chercher un module`}
          value={filters.search ?? ''}
          onChange={(search) => setFilters({ search })}
        />
      </Toolbar>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <SkeletonRows label={t`Chargement`} />
      ) : modules.length === 0 ? (
        <NoModule />
      ) : (
        <>
          <Table
            label={t`Modules mesurés`}
            rows={modules}
            rowKey={({ module_id }) => module_id}
            rowText={({ title }) => title}
            columns={columns}
            onOpen={({ module_id }) =>
              void navigate({ to: '/measures/$moduleId' as '/', params: { moduleId: module_id } as never })
            }
          />
          <LoadMore
            shown={modules.length}
            total={list.data.pages[0]?.total ?? modules.length}
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
          {modules.some(({ hidden }) => hidden) && <HiddenNote />}
        </>
      )}
    </>
  );
}
