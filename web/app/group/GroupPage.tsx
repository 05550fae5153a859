// One group and its people. Deleting it can be taken back for thirty days.
import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, byCursor, request } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { Group } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Table } from '../../ui/Table.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { changeMembers } from '../person/acts.ts';
import { usePersonColumns } from '../person/columns.tsx';
import { refreshPeople } from '../person/queries.ts';
import { fullName } from '../person/states.ts';
import { useFilters } from '../shell/filters.ts';
import { GroupForm } from './GroupForm.tsx';
import { MemberPicker } from './MemberPicker.tsx';

function useDeletion(group: Group) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const params = { params: { path: { group_id: group.id } } };
  const restore = async () => {
    await request.POST('/api/v1/groups/{group_id}/restore', params);
    await refreshPeople();
    void navigate({ to: '/groups/$groupId', params: { groupId: group.id } });
  };
  return async () => {
    try {
      await request.DELETE('/api/v1/groups/{group_id}', params);
      showToast(t`Groupe ${group.name} supprimé`, { undo: () => void restore() });
      await navigate({ to: '/groups' });
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
    await refreshPeople();
  };
}

function Actions({ group, onAdd, onEdit }: { group: Group; onAdd: () => void; onEdit: () => void }) {
  const { t } = useLingui();
  const remove = useDeletion(group);
  return (
    <>
      <Button kind="primary" icon="plus" onPress={onAdd}>
        <Trans>Ajouter des personnes</Trans>
      </Button>
      <Menu end label={t`Autres actions`} trigger={<IconButton icon="more" label={t`Autres actions`} />}>
        <MenuItem icon="edit" onAction={onEdit}>
          {t`Modifier le groupe`}
        </MenuItem>
        <MenuItem danger icon="trash" onAction={() => void remove()}>
          {t`Supprimer le groupe`}
        </MenuItem>
      </Menu>
    </>
  );
}

function RemoveBar({ group, ids, onDone }: { group: Group; ids: string[]; onDone: () => void }) {
  const { i18n } = useLingui();
  const remove = async () => {
    try {
      await changeMembers(group.id, { remove: ids });
      showToast(plural(ids.length, { one: '# personne retirée', other: '# personnes retirées' }), {
        undo: () => void changeMembers(group.id, { add: ids }).then(refreshPeople),
      });
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
    onDone();
    await refreshPeople();
  };
  return (
    <Toolbar>
      <Button icon="minus" onPress={() => void remove()}>
        <Plural value={ids.length} one="Retirer # personne" other="Retirer # personnes" />
      </Button>
      <Button kind="quiet" onPress={onDone}>
        <Trans>Ne plus choisir</Trans>
      </Button>
    </Toolbar>
  );
}

function Members({ group, mayEdit, onAdd }: { group: Group; mayEdit: boolean; onAdd: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const columns = usePersonColumns(false).filter((column) => column.id !== 'groups');
  const [filters, setFilters] = useFilters();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const query = { limit: 100, ...(filters.search ? { search: filters.search } : {}) };
  const list = api.useInfiniteQuery(
    'get',
    '/api/v1/groups/{group_id}/members',
    { params: { path: { group_id: group.id }, query } },
    byCursor,
  );
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <SkeletonRows label={t`Chargement`} rows={6} />;
  const people = list.data.pages.flatMap((page) => page.items);
  if (people.length === 0 && !filters.search)
    return (
      <EmptyState
        drawing="people"
        title={t`Personne dans ce groupe`}
        action={
          mayEdit && (
            <Button icon="plus" onPress={onAdd}>
              <Trans>Ajouter des personnes</Trans>
            </Button>
          )
        }
      />
    );
  return (
    <>
      <Toolbar>
        <SearchField
          label={t`Chercher dans ce groupe`}
          value={filters.search ?? ''}
          onChange={(search) => setFilters({ search })}
        />
      </Toolbar>
      {selected.size > 0 && <RemoveBar group={group} ids={[...selected]} onDone={() => setSelected(new Set())} />}
      <Table
        label={t`Personnes du groupe`}
        rows={people}
        rowKey={(person) => person.id}
        rowText={fullName}
        columns={columns}
        {...(mayEdit ? { selected, onSelect: setSelected } : {})}
        onOpen={(person) => void navigate({ to: '/people/$personId', params: { personId: person.id } })}
      />
      <LoadMore
        shown={people.length}
        total={list.data.pages[0]?.total ?? people.length}
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

export default function GroupPage() {
  const { t } = useLingui();
  const { groupId = '' } = useParams({ strict: false });
  const mayEdit = useRight('group.edit');
  const [open, setOpen] = useState<'members' | 'edit' | null>(null);
  const {
    data: group,
    error,
    refetch,
  } = api.useQuery('get', '/api/v1/groups/{group_id}', {
    params: { path: { group_id: groupId } },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader
        above={
          <Link to="/groups">
            <Trans>Groupes</Trans>
          </Link>
        }
        title={group?.name ?? t`Groupe`}
        lead={group?.description}
        actions={
          group && mayEdit && <Actions group={group} onAdd={() => setOpen('members')} onEdit={() => setOpen('edit')} />
        }
      />
      {group ? (
        <Members group={group} mayEdit={mayEdit} onAdd={() => setOpen('members')} />
      ) : (
        <SkeletonRows label={t`Chargement`} />
      )}
      {group && open === 'members' && <MemberPicker group={group} onClose={() => setOpen(null)} />}
      {group && open === 'edit' && <GroupForm group={group} onClose={() => setOpen(null)} />}
    </>
  );
}
