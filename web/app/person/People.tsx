// Everyone in the space: search, filters, selection, and the ways to add people.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, byCursor } from '../../api/client.ts';
import { useRight, useSession } from '../../api/session.ts';
import type { PersonState, Role } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Select } from '../../ui/Select.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Table } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { AddPerson } from './AddPerson.tsx';
import { usePersonColumns } from './columns.tsx';
import { GroupChoice } from './GroupChoice.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { fullName, rolesOf, stateNames } from './states.ts';

const ANY = 'any';
const SORTS = ['name', 'email', 'last_sign_in', 'created'] as const;
type SortBy = (typeof SORTS)[number];

function FilterBar() {
  const { t, i18n } = useLingui();
  const { space } = useSession();
  const [filters, setFilters] = useFilters();
  const mayReadGroups = useRight('group.read');
  const pick = (name: string) => (value: string) => setFilters({ [name]: value === ANY ? undefined : value });
  return (
    <Toolbar>
      <SearchField
        label={t`Chercher par nom ou adresse`}
        value={filters.search ?? ''}
        onChange={(search) => setFilters({ search })}
      />
      <Select
        bare
        label={t`Rôle`}
        value={filters.role ?? ANY}
        onChange={pick('role')}
        choices={[
          { id: ANY, label: t`Tous les rôles` },
          ...rolesOf[space.kind].map((role) => ({ id: role, label: i18n._(roleNames[role]) })),
        ]}
      />
      <Select
        bare
        label={t`État`}
        value={filters.state ?? ANY}
        onChange={pick('state')}
        choices={[
          { id: ANY, label: t`Tous les états` },
          ...(Object.keys(stateNames) as PersonState[]).map((id) => ({ id, label: i18n._(stateNames[id]) })),
        ]}
      />
      {mayReadGroups && (
        <GroupChoice
          bare
          label={t`Groupe`}
          placeholder={t`Tous les groupes`}
          value={filters.group ?? null}
          onChange={(group) => setFilters({ group: group ?? undefined })}
        />
      )}
    </Toolbar>
  );
}

function usePeople() {
  const [filters] = useFilters();
  const sort = SORTS.find((name) => name === filters.sort) ?? 'name';
  const order = filters.order === 'desc' ? ('desc' as const) : ('asc' as const);
  const query = {
    limit: 100,
    sort: sort as SortBy,
    order,
    ...(filters.search ? { search: filters.search } : {}),
    ...(filters.role ? { role: filters.role as Role } : {}),
    ...(filters.state ? { state: filters.state as PersonState } : {}),
    ...(filters.group ? { group_id: filters.group } : {}),
  };
  const list = api.useInfiniteQuery('get', '/api/v1/persons', { params: { query } }, byCursor);
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  return { list, people, total: list.data?.pages[0]?.total ?? people.length, sort: { by: sort, order } };
}

function PeopleList({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useLingui();
  const columns = usePersonColumns(true);
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { list, people, total, sort } = usePeople();
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label={t`Chargement`} rows={12} />;
  if (people.length === 0) {
    const filtered = filters.search || filters.role || filters.state || filters.group;
    return (
      <EmptyState
        drawing="people"
        title={filtered ? t`Personne ne répond à ces critères` : t`Aucune personne pour l’instant`}
        action={
          filtered && (
            <Button onPress={() => setFilters({ search: '', role: '', state: '', group: '' })}>
              <Trans>Tout afficher</Trans>
            </Button>
          )
        }
      />
    );
  }
  const chosen = people.filter((person) => selected.has(person.id));
  return (
    <>
      {mayEdit && chosen.length > 0 && <SelectionBar people={chosen} onDone={() => setSelected(new Set())} />}
      <Table
        label={t`Personnes`}
        rows={people}
        rowKey={(person) => person.id}
        rowText={fullName}
        columns={columns}
        sort={sort}
        onSort={({ by, order }) => setFilters({ sort: by, order })}
        {...(mayEdit ? { selected, onSelect: setSelected } : {})}
        onOpen={(person) => void navigate({ to: '/people/$personId', params: { personId: person.id } })}
      />
      <LoadMore
        shown={people.length}
        total={total}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

export default function People() {
  const { t } = useLingui();
  const format = useFormat();
  const mayEdit = useRight('person.edit');
  const [adding, setAdding] = useState(false);
  const everyone = api.useQuery('get', '/api/v1/persons', { params: { query: { limit: 1 } } });
  const count = everyone.data?.total;
  return (
    <>
      <PageHeader
        title={t`Personnes`}
        lead={count === undefined ? undefined : t`${format.number(count)} dans cet espace`}
        actions={
          mayEdit && (
            <>
              <LinkButton to="/people/import" icon="upload">
                <Trans>Importer</Trans>
              </LinkButton>
              <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
                <Trans>Ajouter une personne</Trans>
              </Button>
            </>
          )
        }
      />
      <FilterBar />
      <PeopleList mayEdit={mayEdit} />
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </>
  );
}
