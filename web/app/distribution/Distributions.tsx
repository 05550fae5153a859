// What was distributed, newest first: state, people, window, due date.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { api, byCursor } from '../../api/client.ts';
import type { Distribution } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import css from './Distribution.module.css';
import { isState, stateNames, STATES, stateTones } from './states.ts';

const PAGE = 100;
const ALL = 'all';

export function StateBadge({ state }: { state: Distribution['state'] }) {
  const { i18n } = useLingui();
  return <Badge tone={stateTones[state]}>{i18n._(stateNames[state])}</Badge>;
}

const NewButton = () => (
  <LinkButton to="/distributions/new" kind="primary" icon="plus">
    <Trans>Nouvelle diffusion</Trans>
  </LinkButton>
);

function useColumns(): Column<Distribution>[] {
  const { t } = useLingui();
  const format = useFormat();
  const date = (ms: number | undefined) => (ms === undefined ? '–' : format.dateTime(ms));
  return [
    {
      id: 'title',
      label: t`Module`,
      card: 'title',
      rowHeader: true,
      minWidth: 220,
      render: ({ title, version_number }) => (
        <>
          <span className={css.name}>{title}</span> <span className={css.quiet}>v{version_number}</span>
        </>
      ),
    },
    { id: 'state', label: t`État`, width: 130, render: ({ state }) => <StateBadge state={state} /> },
    {
      id: 'people',
      label: t`Commencé`,
      align: 'end',
      width: 130,
      render: ({ started_count, registration_count }) =>
        t`${format.number(started_count)} sur ${format.number(registration_count)}`,
    },
    {
      id: 'opens',
      label: t`Ouverture`,
      width: 170,
      render: ({ opens_ms, created_ms }) => date(opens_ms ?? created_ms),
    },
    { id: 'closes', label: t`Fermeture`, width: 170, render: ({ closes_ms }) => date(closes_ms) },
    { id: 'due', label: t`À faire avant`, width: 170, render: ({ due_ms }) => date(due_ms) },
  ];
}

function DistributionList() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const columns = useColumns();
  const [{ state, module }, setFilters] = useFilters();
  const query = { limit: PAGE, ...(isState(state) ? { state } : {}), ...(module ? { module_id: module } : {}) };
  const list = api.useInfiniteQuery('get', '/api/v1/distributions', { params: { query } }, byCursor);
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label={t`Chargement`} rows={8} />;
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return state || module ? (
      <EmptyState
        drawing="list"
        title={t`Aucune diffusion ne répond à ces critères`}
        action={
          <Button onPress={() => setFilters({ state: '', module: '' })}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    ) : (
      <EmptyState drawing="people" title={t`Rien n’est diffusé pour l’instant`} action={<NewButton />}>
        <Trans>Diffuser, c’est confier un module approuvé à des groupes ou à des personnes, avec ses dates.</Trans>
      </EmptyState>
    );
  return (
    <>
      <Table
        label={t`Diffusions`}
        rows={rows}
        rowKey={({ id }) => id}
        rowText={({ title }) => title}
        columns={columns}
        onOpen={({ id }) => void navigate({ to: '/distributions/$distributionId', params: { distributionId: id } })}
      />
      <LoadMore
        shown={rows.length}
        total={list.data.pages[0]?.total ?? rows.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

export default function Distributions() {
  const { t, i18n } = useLingui();
  const [{ state }, setFilters] = useFilters();
  const choices = [
    { id: ALL, label: t`Tous les états` },
    ...STATES.map((id) => ({ id, label: i18n._(stateNames[id]) })),
  ];
  return (
    <>
      <PageHeader
        title={t`Diffusions`}
        lead={t`Qui suit quel module, quand, et où chacun en est.`}
        actions={<NewButton />}
      />
      <Toolbar>
        <Select
          bare
          label={t`État`}
          choices={choices}
          value={isState(state) ? state : ALL}
          onChange={(id) => setFilters({ state: id === ALL ? '' : id })}
        />
      </Toolbar>
      <DistributionList />
    </>
  );
}
