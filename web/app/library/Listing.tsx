// A list of the library, as pictures or as rows: the same data, the same selection.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { CardGrid } from '../../ui/CardGrid.tsx';
import { Skeleton } from '../../ui/Feedback.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import css from './Library.module.css';

export type View = 'grid' | 'table';
type Page<T> = { items: T[]; total: number; next_cursor: string | null };
type List<T> = {
  data: { pages: Page<T>[] } | undefined;
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};

type Props<T> = {
  label: string;
  list: List<T>;
  view: View;
  rowKey: (row: T) => string;
  rowText: (row: T) => string;
  picture: (row: T) => ReactNode;
  words: (row: T) => ReactNode;
  menu: (row: T) => ReactNode;
  columns: readonly Column<T>[];
  onOpen: (row: T) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: Set<string>) => void;
  empty: ReactNode;
  /** What can be done with the rows selected. */
  bar?: (rows: T[]) => ReactNode;
};

function Waiting({ label }: { label: string }) {
  return (
    <div className={css.waiting} role="status" aria-label={label}>
      {Array.from({ length: 8 }, (_, place) => (
        <div key={place}>
          <Skeleton height={132} />
          <Skeleton width={`${50 + ((place * 17) % 40)}%`} height={14} />
        </div>
      ))}
    </div>
  );
}

export function Listing<T extends object>(props: Props<T>) {
  const { label, list, view, rowKey, rowText, picture, words, menu, columns, onOpen, selected, onSelect, empty } =
    props;
  const { t } = useLingui();
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending || !list.data) return <Waiting label={t`Chargement`} />;
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return empty;
  const chosen = rows.filter((row) => selected?.has(rowKey(row)));
  const shared = { label, rows, rowKey, rowText, onOpen, ...(selected && onSelect ? { selected, onSelect } : {}) };
  return (
    <>
      {chosen.length > 0 && props.bar?.(chosen)}
      {view === 'grid' ? (
        <CardGrid {...shared} picture={picture} words={words} menu={menu} dependencies={[picture, words]} />
      ) : (
        <Table
          {...shared}
          columns={[...columns, { id: 'menu', label: t`Actions`, width: 88, card: 'hidden' as const, render: menu }]}
        />
      )}
      {(view === 'table' || list.hasNextPage) && (
        <LoadMore
          shown={rows.length}
          total={list.data.pages[0]?.total ?? rows.length}
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </>
  );
}
