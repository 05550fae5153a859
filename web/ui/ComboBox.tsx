// One choice among many, found by typing. With `onSearch` the caller filters (on the server); without, it filters itself.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button, ComboBox as AriaComboBox, Input, ListBox, Popover } from 'react-aria-components/ComboBox';
import { classes } from './classes.ts';
import css from './Field.module.css';
import { Icon } from './icons.tsx';
import popover from './Popover.module.css';
import { type Choice, ChoiceItem } from './Select.tsx';
import { FieldLabel, FieldMessage } from './TextField.tsx';

export type ComboBoxProps = {
  label: string;
  choices: readonly Choice[];
  value: string | null;
  onChange: (value: string | null) => void;
  onSearch?: (text: string) => void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  /** The label is only for assistive technology: filters above a table. */
  bare?: boolean;
};

export function ComboBox({ label, choices, value, onChange, onSearch, hint, error, placeholder, bare }: ComboBoxProps) {
  const { t } = useLingui();
  return (
    <AriaComboBox
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      {...(onSearch ? { items: choices, onInputChange: onSearch } : { defaultItems: choices })}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={!!error}
      validationBehavior="aria"
      className={css.field ?? ''}
      {...(bare ? { 'aria-label': label } : {})}
    >
      {!bare && <FieldLabel label={label} />}
      <div className={css.box}>
        <Input className={classes(css.input, bare && css.small, css.withTrail)} placeholder={placeholder ?? ''} />
        <span className={css.trail}>
          <Button className={css.opener ?? ''} aria-label={t`Montrer les choix`}>
            <Icon name="down" size={16} />
          </Button>
        </span>
      </div>
      <FieldMessage hint={hint} error={error} />
      <Popover className={classes(popover.popover, popover.match)} offset={4}>
        <ListBox<Choice>
          className={popover.list ?? ''}
          renderEmptyState={() => <p className={popover.empty}>{t`Aucun résultat`}</p>}
        >
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
