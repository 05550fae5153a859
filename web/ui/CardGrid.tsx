// Pictures in rows, each with a title and a few words: for things one recognises by sight. One stop of the Tab key;
// arrows go from card to card, Space selects, Enter opens.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import css from './CardGrid.module.css';
import { asSet } from './Table.tsx';
import { Checkbox } from './Toggle.tsx';

type Props<T> = {
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  rowText: (row: T) => string;
  picture: (row: T) => ReactNode;
  /** Below the picture and the title. */
  words: (row: T) => ReactNode;
  menu?: (row: T) => ReactNode;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: Set<string>) => void;
  onOpen?: (row: T) => void;
  /** What the cards show beside their row: they are drawn again when it changes. */
  dependencies?: readonly unknown[];
};

export function CardGrid<T extends object>(props: Props<T>) {
  const { label, rows, rowKey, rowText, picture, words, menu, selected, onSelect, onOpen, dependencies = [] } = props;
  const { t } = useLingui();
  const keys = rows.map(rowKey);
  return (
    <GridList
      aria-label={label}
      layout="grid"
      className={css.grid ?? ''}
      items={rows as T[]}
      dependencies={[...dependencies, selected]}
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
          <div className={css.picture}>
            {picture(row)}
            {onSelect && (
              <span className={css.select}>
                <Checkbox slot="selection" aria-label={t`Sélectionner`} />
              </span>
            )}
          </div>
          <div className={css.foot}>
            <div className={css.words}>
              <div className={css.title}>{rowText(row)}</div>
              {words(row)}
            </div>
            {menu?.(row)}
          </div>
        </GridListItem>
      )}
    </GridList>
  );
}
