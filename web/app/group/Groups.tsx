// The groups of the space.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, byCursor } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { Group } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { GroupForm } from './GroupForm.tsx';

const SORTS = ['name', 'created', 'member_count'] as const;
type SortBy = (typeof SORTS)[number];

function useColumns(): Column<Group>[] {
  const { t } = useLingui();
  const format = useFormat();
  return [
    {
      id: 'name',
      label: t`Nom`,
      card: 'title',
      rowHeader: true,
      sortable: true,
      minWidth: 180,
      render: (group) => group.name,
    },
    { id: 'description', label: t`Description`, minWidth: 220, render: (group) => group.description || '–' },
    {
      id: 'member_count',
      label: t`Personnes`,
      align: 'end',
      sortable: true,
      width: 130,
      render: (group) => format.number(group.member_count),
    },
    { id: 'created', label: t`Créé le`, sortable: true, width: 150, render: (group) => format.date(group.created_ms) },
  ];
}

function GroupList({ onNew }: { onNew?: () => void }) {
  const { t } = useLingui();
  const columns = useColumns();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters();
  const sort = SORTS.find((name) => name === filters.sort) ?? 'name';
  const order = filters.order === 'desc' ? ('desc' as const) : ('asc' as const);
  const query = { limit: 100, sort: sort as SortBy, order, ...(filters.search ? { search: filters.search } : {}) };
  const list = api.useInfiniteQuery('get', '/api/v1/groups', { params: { query } }, byCursor);
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label={t`Chargement`} rows={8} />;
  const groups = list.data.pages.flatMap((page) => page.items);
  if (groups.length === 0)
    return filters.search ? (
      <EmptyState
        drawing="list"
        title={t`Aucun groupe ne porte ce nom`}
        action={
          <Button onPress={() => setFilters({ search: '' })}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    ) : (
      <EmptyState
        drawing="people"
        title={t`Aucun groupe pour l’instant`}
        action={
          onNew && (
            <Button kind="primary" icon="plus" onPress={onNew}>
              <Trans>Créer un groupe</Trans>
            </Button>
          )
        }
      >
        <Trans>Un groupe rassemble les personnes à qui l’on destine les mêmes formations.</Trans>
      </EmptyState>
    );
  return (
    <>
      <Table
        label={t`Groupes`}
        rows={groups}
        rowKey={(group) => group.id}
        rowText={(group) => group.name}
        columns={columns}
        sort={{ by: sort, order }}
        onSort={({ by, order: direction }) => setFilters({ sort: by, order: direction })}
        onOpen={(group) => void navigate({ to: '/groups/$groupId', params: { groupId: group.id } })}
      />
      <LoadMore
        shown={groups.length}
        total={list.data.pages[0]?.total ?? groups.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

export default function Groups() {
  const { t } = useLingui();
  const mayEdit = useRight('group.edit');
  const [making, setMaking] = useState(false);
  const [filters, setFilters] = useFilters();
  return (
    <>
      <PageHeader
        title={t`Groupes`}
        lead={t`Les équipes, agences ou promotions à qui l’on destine une formation.`}
        actions={
          mayEdit && (
            <Button kind="primary" icon="plus" onPress={() => setMaking(true)}>
              <Trans>Nouveau groupe</Trans>
            </Button>
          )
        }
      />
      <Toolbar>
        <SearchField
          label={t`Chercher un groupe`}
          value={filters.search ?? ''}
          onChange={(search) => setFilters({ search })}
        />
      </Toolbar>
      <GroupList {...(mayEdit ? { onNew: () => setMaking(true) } : {})} />
      {making && <GroupForm onClose={() => setMaking(false)} />}
    </>
  );
}
