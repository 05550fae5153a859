// One choice among many, found by typing. With `onSearch` the caller filters (on the server); without, it filters itself.
import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
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
  /** What is typed, held by the caller: one who clears it after each choice collects several. */
  text?: string;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  /** The label is only for assistive technology: filters above a table. */
  bare?: boolean;
};

/** The list closes when the choice changes. Where choices are collected by the caller it never does, and the list would cover
 * what was chosen: the choice is held for one drawing, then let go. */
function useMomentary(): [string | null, (key: string | null) => void] {
  const [held, hold] = useState<string | null>(null);
  useEffect(() => {
    if (held !== null) hold(null);
  }, [held]);
  return [held, hold];
}

export function ComboBox(props: ComboBoxProps) {
  const { label, choices, value, onChange, onSearch, text, hint, error, placeholder, bare } = props;
  const { t } = useLingui();
  const [held, hold] = useMomentary();
  return (
    <AriaComboBox
      selectedKey={value ?? held}
      onSelectionChange={(key) => {
        const chosen = key === null ? null : String(key);
        if (text !== undefined) hold(chosen);
        onChange(chosen);
      }}
      {...(onSearch ? { items: choices, onInputChange: onSearch } : { defaultItems: choices })}
      {...(text === undefined ? {} : { inputValue: text })}
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
