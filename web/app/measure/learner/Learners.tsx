// Everyone to whom the module was distributed, by name: only for who holds that right, and each reading is in the log.
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { LoadMore } from '../../../ui/LoadMore.tsx';
import { Section, Toolbar } from '../../../ui/Page.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { useFilters } from '../../shell/filters.ts';
import { Download } from '../Download.tsx';
import { useMeasureQuery } from '../live/useMeasureFilters.ts';
import { useOnScreen } from '../live/useOnScreen.ts';
import { measuredLearners, SORTS } from '../queries.ts';
import type { MeasuredLearner } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import css from './Learner.module.css';
import { Score } from './Score.tsx';
import { learnerStates } from './states.ts';

export function useLearnerName(): (learner: MeasuredLearner) => string {
  const { t } = useLingui();
  return ({ person }) => person.name || t`Personne effacée`;
}

function useColumns(): Column<MeasuredLearner>[] {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const length = useLength();
  const name = useLearnerName();
  return [
    { id: 'name', label: t`Nom`, card: 'title', rowHeader: true, sortable: true, minWidth: 170, render: name },
    {
      id: 'state',
      label: t`État`,
      width: 150,
      render: ({ state, withdrawn }) =>
        withdrawn ? (
          <Badge>{t`Accès retiré`}</Badge>
        ) : (
          <Badge tone={learnerStates[state].tone}>{i18n._(learnerStates[state].name)}</Badge>
        ),
    },
    {
      id: 'progress',
      label: t`Regardé`,
      width: 100,
      align: 'end',
      sortable: true,
      render: ({ progress }) => format.percent(progress),
    },
    { id: 'score', label: t`Score`, width: 130, align: 'end', sortable: true, render: (one) => <Score {...one} /> },
    {
      id: 'watched_ms',
      label: t`Temps`,
      width: 120,
      align: 'end',
      sortable: true,
      render: ({ watched_ms }) => (watched_ms > 0 ? length(watched_ms) : '–'),
    },
    {
      id: 'attempts',
      label: t`Tentatives`,
      width: 96,
      align: 'end',
      card: 'hidden',
      render: ({ attempts }) => format.number(attempts),
    },
    {
      id: 'due',
      label: t`Échéance`,
      width: 150,
      render: ({ due_ms, late }) =>
        due_ms === undefined ? '–' : late ? <Badge tone="warning">{t`En retard`}</Badge> : format.date(due_ms),
    },
    {
      id: 'last_ms',
      label: t`Dernière activité`,
      width: 150,
      sortable: true,
      render: ({ last_ms }) => (last_ms === undefined ? t`Jamais` : format.relative(last_ms)),
    },
  ];
}

function List({ module_id, inSight }: { module_id: string; inSight: boolean }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters();
  const columns = useColumns();
  const name = useLearnerName();
  const sort = SORTS.find((one) => one === filters.sort) ?? 'name';
  const descending = filters.order === 'desc';
  const query = {
    ...useMeasureQuery(),
    ...(filters.search ? { search: filters.search } : {}),
    sort,
    ...(descending ? { descending } : {}),
  };
  const list = useInfiniteQuery(measuredLearners(module_id, query, inSight));
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows label={t`Chargement`} />;
  const learners = list.data.pages.flatMap((page) => page.items);
  if (learners.length === 0)
    return (
      <p className={css.none}>
        <Trans>Personne ne répond à ces critères.</Trans>
      </p>
    );
  return (
    <>
      <Table
        label={t`Apprenants`}
        rows={learners}
        rowKey={({ registration_id }) => registration_id}
        rowText={name}
        columns={columns}
        sort={{ by: sort, order: descending ? 'desc' : 'asc' }}
        onSort={({ by, order }) => setFilters({ sort: by === 'name' ? undefined : by, order })}
        onOpen={({ registration_id }) =>
          void navigate({
            to: '/measures/$moduleId/learners/$registrationId' as '/',
            params: { moduleId: module_id, registrationId: registration_id } as never,
          })
        }
      />
      <LoadMore
        shown={learners.length}
        total={list.data.pages[0]?.total ?? learners.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

export function Learners({ module_id }: { module_id: string }) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const inSight = useOnScreen(box);
  const [filters, setFilters] = useFilters();
  return (
    <Section
      title={t`Apprenants`}
      detail={<Trans>Résultats nominatifs : chaque consultation est inscrite au journal des accès.</Trans>}
      actions={<Download module_id={module_id} table="learners" />}
    >
      <div ref={box}>
        <div data-print="no">
          <Toolbar>
            <SearchField
              label={t`Chercher une personne`}
              value={filters.search ?? ''}
              onChange={(search) => setFilters({ search })}
            />
          </Toolbar>
        </div>
        <List module_id={module_id} inSight={inSight} />
      </div>
    </Section>
  );
}
