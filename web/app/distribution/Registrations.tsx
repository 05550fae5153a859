// Everyone a distribution was made for: how they came in, which version they follow, whether they have begun.
import { Trans, useLingui } from '@lingui/react/macro';
import { api, byCursor } from '../../api/client.ts';
import type { Registration } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';

const PAGE = 100;

function Begun({ registration: { started_ms, finished_ms, withdrawn_ms } }: { registration: Registration }) {
  const format = useFormat();
  if (withdrawn_ms !== undefined)
    return (
      <Badge tone="neutral">
        <Trans>Retirée le {format.date(withdrawn_ms)}</Trans>
      </Badge>
    );
  if (finished_ms !== undefined)
    return (
      <Badge tone="success">
        <Trans>Terminé le {format.date(finished_ms)}</Trans>
      </Badge>
    );
  return started_ms === undefined ? (
    <Badge tone="neutral">
      <Trans>Pas commencé</Trans>
    </Badge>
  ) : (
    <Badge tone="brand">
      <Trans>Commencé le {format.date(started_ms)}</Trans>
    </Badge>
  );
}

function useColumns(): Column<Registration>[] {
  const { t } = useLingui();
  return [
    {
      id: 'name',
      label: t`Nom`,
      card: 'title',
      rowHeader: true,
      minWidth: 180,
      render: ({ person }) => person.name,
    },
    { id: 'email', label: t`Adresse e-mail`, minWidth: 200, render: ({ person }) => person.email },
    { id: 'begun', label: t`Où en est-on`, width: 210, render: (row) => <Begun registration={row} /> },
    {
      id: 'via',
      label: t`Par`,
      width: 110,
      render: ({ via }) => (via === 'group' ? t`Un groupe` : t`Son nom`),
    },
    { id: 'attempt', label: t`Tentative`, align: 'end', width: 100, render: ({ attempt }) => attempt },
    {
      id: 'version',
      label: t`Version`,
      align: 'end',
      width: 90,
      render: ({ version_number }) => `v${version_number}`,
    },
  ];
}

export function Registrations({ distribution }: { distribution: string }) {
  const { t } = useLingui();
  const columns = useColumns();
  const list = api.useInfiniteQuery(
    'get',
    '/api/v1/distributions/{distribution_id}/registrations',
    { params: { path: { distribution_id: distribution }, query: { limit: PAGE } } },
    byCursor,
  );
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label={t`Chargement`} rows={6} />;
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return (
      <EmptyState drawing="people" title={t`Personne pour l’instant`}>
        <Trans>Les groupes choisis n’ont encore personne : qui les rejoindra recevra le module.</Trans>
      </EmptyState>
    );
  return (
    <>
      <Table
        label={t`Apprenants`}
        rows={rows}
        rowKey={({ registration_id }) => registration_id}
        rowText={({ person }) => person.name}
        columns={columns}
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
