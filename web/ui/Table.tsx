// Rows for people who work: dense, sortable, selectable, all by keyboard. Long lists draw only what is visible; on a phone
// every row becomes a card.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import {
  Cell,
  Column as AriaColumn,
  Row,
  type Selection,
  type SortDescriptor,
  Table as AriaTable,
  TableBody,
  TableHeader,
} from 'react-aria-components/Table';
import { TableLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { CardList } from './CardList.tsx';
import { classes } from './classes.ts';
import { Icon } from './icons.tsx';
import { useNarrow } from './media.ts';
import { usePrinting } from './printing.ts';
import css from './Table.module.css';
import { Checkbox } from './Toggle.tsx';

const DRAW_ALL_UP_TO = 100;
const ROW_PX = 32;

export type Column<T> = {
  id: string;
  label: string;
  render: (row: T) => ReactNode;
  sortable?: boolean;
  /** Names the row for assistive technology; the first column when none says so. */
  rowHeader?: boolean;
  align?: 'end';
  width?: number;
  minWidth?: number;
  /** Where the value goes on a phone. Default: a line of its own. */
  card?: 'title' | 'hidden';
};

export type Sort = { by: string; order: 'asc' | 'desc' };

export type TableProps<T> = {
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Plain words for a row: read on selection, typed to reach it. */
  rowText: (row: T) => string;
  columns: readonly Column<T>[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: Set<string>) => void;
  onOpen?: (row: T) => void;
};

export const asSet = (selection: Selection, keys: readonly string[]): Set<string> =>
  selection === 'all' ? new Set(keys) : new Set([...selection].map(String));

function HeadCell<T>({ column, first }: { column: Column<T>; first: boolean }) {
  return (
    <AriaColumn
      id={column.id}
      isRowHeader={column.rowHeader ?? first}
      allowsSorting={!!column.sortable}
      className={classes(css.head, column.align === 'end' && css.end)}
      {...(column.width ? { width: column.width } : {})}
      minWidth={column.minWidth ?? 80}
      {...(column.width ? { style: { width: column.width } } : {})}
    >
      {({ sortDirection }) => (
        <span className={css.headText}>
          {column.label}
          {column.sortable && (
            <span className={classes(css.sort, !sortDirection && css.idle)}>
              <Icon name={sortDirection === 'ascending' ? 'up' : sortDirection ? 'down' : 'sort'} size={14} />
            </span>
          )}
        </span>
      )}
    </AriaColumn>
  );
}

export function Table<T extends object>(props: TableProps<T>) {
  const { label, rows, rowKey, rowText, columns, sort, onSort, selected, onSelect, onOpen } = props;
  const { t } = useLingui();
  const narrow = useNarrow();
  const printing = usePrinting();
  if (narrow) return <CardList {...props} />;

  const long = rows.length > DRAW_ALL_UP_TO && !printing;
  const keys = rows.map(rowKey);
  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  const descriptor: SortDescriptor | undefined = sort && {
    column: sort.by,
    direction: sort.order === 'asc' ? 'ascending' : 'descending',
  };

  const table = (
    <AriaTable
      aria-label={label}
      className={classes(css.table, long && css.long, !!onOpen && css.opens)}
      selectionMode={onSelect ? 'multiple' : 'none'}
      {...(selected ? { selectedKeys: selected } : {})}
      onSelectionChange={(selection) => onSelect?.(asSet(selection, keys))}
      {...(descriptor ? { sortDescriptor: descriptor } : {})}
      onSortChange={({ column, direction }) =>
        onSort?.({ by: String(column), order: direction === 'ascending' ? 'asc' : 'desc' })
      }
      {...(onOpen
        ? {
            onRowAction: (key) => {
              const row = byKey.get(String(key));
              if (row) onOpen(row);
            },
          }
        : {})}
    >
      <TableHeader className={css.header ?? ''}>
        {onSelect && (
          <AriaColumn className={classes(css.head, css.select)} width={36} minWidth={36}>
            <Checkbox slot="selection" aria-label={t`Tout sélectionner`} />
          </AriaColumn>
        )}
        {columns.map((column, place) => (
          <HeadCell key={column.id} column={column} first={place === 0 && !columns.some((other) => other.rowHeader)} />
        ))}
      </TableHeader>
      <TableBody items={rows as T[]} dependencies={[columns, !!onSelect]}>
        {(row) => (
          <Row id={rowKey(row)} textValue={rowText(row)} className={css.row ?? ''}>
            {onSelect && (
              <Cell className={classes(css.cell, css.select)}>
                <Checkbox slot="selection" aria-label={t`Sélectionner`} />
              </Cell>
            )}
            {columns.map((column) => (
              <Cell key={column.id} className={classes(css.cell, column.align === 'end' && css.end)}>
                <div className={css.clip}>{column.render(row)}</div>
              </Cell>
            ))}
          </Row>
        )}
      </TableBody>
    </AriaTable>
  );

  if (!long) return <div className={css.scroll}>{table}</div>;
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: ROW_PX, headingHeight: ROW_PX }}>
      {table}
    </Virtualizer>
  );
}
