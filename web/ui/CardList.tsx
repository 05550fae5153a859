// The same rows as Table, as cards, for narrow screens.
import { useLingui } from '@lingui/react/macro';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { Icon } from './icons.tsx';
import { asSet, type TableProps } from './Table.tsx';
import css from './Table.module.css';
import { Checkbox } from './Toggle.tsx';

export function CardList<T extends object>(props: TableProps<T>) {
  const { label, rows, rowKey, rowText, columns, selected, onSelect, onOpen } = props;
  const { t } = useLingui();
  const keys = rows.map(rowKey);
  const title = columns.find((column) => column.card === 'title') ?? columns[0];
  const lines = columns.filter((column) => column !== title && column.card !== 'hidden');
  return (
    <GridList
      aria-label={label}
      className={css.cards ?? ''}
      items={rows as T[]}
      dependencies={[columns]}
      selectionMode={onSelect ? 'multiple' : 'none'}
      {...(selected ? { selectedKeys: selected } : {})}
      onSelectionChange={(selection) => onSelect?.(asSet(selection, keys))}
    >
      {(row) => (
        <GridListItem
          id={rowKey(row)}
          textValue={rowText(row)}
          className={css.card ?? ''}
          {...(onOpen ? { onAction: () => onOpen(row) } : {})}
        >
          {onSelect && <Checkbox slot="selection" aria-label={t`Sélectionner`} />}
          <div className={css.cardBody}>
            <div className={css.cardTitle}>{title?.render(row)}</div>
            {lines.map((column) => (
              <div key={column.id} className={css.cardLine}>
                <span className={css.cardLabel}>{column.label}</span>
                <span className={css.cardValue}>{column.render(row)}</span>
              </div>
            ))}
          </div>
          {onOpen && (
            <span className={css.cardMark}>
              <Icon name="right" size={18} />
            </span>
          )}
        </GridListItem>
      )}
    </GridList>
  );
}
