// The access log of the space: who did what, when, and what was refused. Read only, newest first.
import { Trans, useLingui } from '@lingui/react/macro';
import { api, byCursor } from '../../api/client.ts';
import type { AuditEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { actionNames, isAction, useSentence } from './actions.ts';
import { PersonFilter } from './PersonFilter.tsx';

const DAY_MS = 86_400_000;
const PERIODS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, year: 365 * DAY_MS } as const;
const ROUND_MS = 3_600_000;
const ANY = 'any';

/** Rounded to the hour, so that the same period asks the same question. */
const since = (period: string | undefined): number | undefined =>
  period && period in PERIODS
    ? Math.floor((Date.now() - PERIODS[period as keyof typeof PERIODS]) / ROUND_MS) * ROUND_MS
    : undefined;

function useColumns(): Column<AuditEntry>[] {
  const { t } = useLingui();
  const format = useFormat();
  const sentence = useSentence();
  return [
    {
      id: 'at',
      label: t`Quand`,
      width: 190,
      render: (entry) => <time dateTime={new Date(entry.at_ms).toISOString()}>{format.dateTime(entry.at_ms)}</time>,
    },
    { id: 'person', label: t`Qui`, width: 190, render: (entry) => entry.person_name ?? t`Personne non connectée` },
    { id: 'action', label: t`Quoi`, rowHeader: true, card: 'title', render: (entry) => sentence(entry) },
    {
      id: 'outcome',
      label: t`Suite`,
      width: 110,
      render: (entry) =>
        entry.outcome === 'refused' ? (
          <Badge tone="danger">
            <Trans>Refusé</Trans>
          </Badge>
        ) : (
          <Badge>
            <Trans>Fait</Trans>
          </Badge>
        ),
    },
    { id: 'address', label: t`Adresse réseau`, width: 150, render: (entry) => entry.address ?? '–' },
  ];
}

function FilterBar() {
  const { t, i18n } = useLingui();
  const [filters, setFilters] = useFilters();
  return (
    <Toolbar>
      <PersonFilter value={filters.person ?? null} onChange={(person) => setFilters({ person: person ?? undefined })} />
      <Select
        label={t`Action`}
        value={filters.action ?? ANY}
        onChange={(action) => setFilters({ action: action === ANY ? undefined : action })}
        choices={[
          { id: ANY, label: t`Toutes les actions` },
          ...Object.entries(actionNames).map(([id, name]) => ({ id, label: i18n._(name) })),
        ]}
      />
      <Select
        label={t`Période`}
        value={filters.period ?? ANY}
        onChange={(period) => setFilters({ period: period === ANY ? undefined : period })}
        choices={[
          { id: ANY, label: t`Depuis l’ouverture` },
          { id: 'day', label: t`24 heures` },
          { id: 'week', label: t`7 jours` },
          { id: 'month', label: t`30 jours` },
          { id: 'year', label: t`12 mois` },
        ]}
      />
    </Toolbar>
  );
}

export default function Audit() {
  const { t } = useLingui();
  const sentence = useSentence();
  const columns = useColumns();
  const [filters, setFilters] = useFilters();
  const from_ms = since(filters.period);
  const query = {
    limit: 100,
    ...(isAction(filters.action) ? { action: filters.action } : {}),
    ...(filters.person ? { person_id: filters.person } : {}),
    ...(from_ms ? { from_ms } : {}),
  };
  const list = api.useInfiniteQuery('get', '/api/v1/audit', { params: { query } }, byCursor);
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={t`Journal`}
        lead={t`Les accès, les changements et les refus dans cet espace. Les lignes sont scellées et ne peuvent être modifiées.`}
      />
      <FilterBar />
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows label={t`Chargement`} rows={12} />
      ) : entries.length === 0 ? (
        <EmptyState
          drawing="list"
          title={t`Aucune ligne pour ces filtres`}
          action={
            <Button onPress={() => setFilters({ action: undefined, person: undefined, period: undefined })}>
              <Trans>Tout afficher</Trans>
            </Button>
          }
        />
      ) : (
        <>
          <Table
            label={t`Journal`}
            rows={entries}
            rowKey={(entry) => entry.id}
            rowText={(entry) => `${entry.person_name ?? ''} ${sentence(entry)}`}
            columns={columns}
          />
          <LoadMore
            shown={entries.length}
            total={list.data.pages[0]?.total ?? entries.length}
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}
