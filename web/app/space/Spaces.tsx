// The client spaces of the publisher: list, search, and a new one with its first administrator.
import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useState } from 'react';
import { api, byCursor } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { PageHeader, Toolbar } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { useFilters } from '../shell/filters.ts';
import { NewSpace } from './NewSpace.tsx';
import { SpaceTable } from './SpaceTable.tsx';

export default function Spaces() {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  const [creating, setCreating] = useState(false);
  const mayCreate = useRight('space.create');
  const search = filters.search ?? '';
  const list = api.useInfiniteQuery('get', '/api/v1/spaces', { params: { query: search ? { search } : {} } }, byCursor);
  const onSearch = useCallback((value: string) => setFilters({ search: value }), [setFilters]);
  const spaces = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  const create = mayCreate && (
    <Button kind="primary" icon="plus" onPress={() => setCreating(true)}>
      <Trans>Nouvel espace</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`Espaces clients`}
        lead={t`Chaque client a son espace : ses personnes, ses films, sa base de données.`}
        actions={create}
      />
      <Toolbar>
        <SearchField label={t`Chercher un espace`} value={search} onChange={onSearch} />
      </Toolbar>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows label={t`Chargement`} />
      ) : spaces.length === 0 ? (
        <EmptyState
          drawing="building"
          title={search ? t`Aucun espace ne correspond` : t`Aucun espace client`}
          action={search ? <Button onPress={() => onSearch('')}>{t`Tout afficher`}</Button> : create}
        />
      ) : (
        <>
          <SpaceTable spaces={spaces} />
          <LoadMore
            shown={spaces.length}
            total={total}
            hasMore={list.hasNextPage}
            isLoading={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </>
      )}
      {creating && <NewSpace onClose={() => setCreating(false)} />}
    </>
  );
}
