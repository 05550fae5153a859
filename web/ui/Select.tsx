// One choice among a few.
import type { ReactNode } from 'react';
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { classes } from './classes.ts';
import css from './Field.module.css';
import { Icon } from './icons.tsx';
import popover from './Popover.module.css';
import { FieldLabel, FieldMessage } from './TextField.tsx';

export type Choice<T extends string = string> = { id: T; label: string; detail?: string };

export type SelectProps<T extends string> = {
  label: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onChange: (value: T) => void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  /** The label is only for assistive technology: filters above a table. */
  bare?: boolean;
  isDisabled?: boolean;
};

export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className={popover.item ?? ''}>
      {({ isSelected }) => (
        <>
          <span className={popover.text}>
            {choice.label}
            {choice.detail && <span className={popover.detail}>{choice.detail}</span>}
          </span>
          <span className={popover.mark}>{isSelected && <Icon name="check" size={16} />}</span>
        </>
      )}
    </ListBoxItem>
  );
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, choices, value, onChange, hint, error, placeholder, bare, isDisabled } = props;
  return (
    <AriaSelect
      selectedKey={value}
      onSelectionChange={(key) => onChange(key as T)}
      isInvalid={!!error}
      validationBehavior="aria"
      isDisabled={!!isDisabled}
      className={css.field ?? ''}
      {...(placeholder ? { placeholder } : {})}
      {...(bare ? { 'aria-label': label } : {})}
    >
      {!bare && <FieldLabel label={label} />}
      <Button className={classes(css.input, css.button, bare && css.small)}>
        <SelectValue className={css.value ?? ''}>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="down" size={16} />
      </Button>
      <FieldMessage hint={hint} error={error} />
      <Popover className={classes(popover.popover, popover.match)} offset={4}>
        <ListBox className={popover.list ?? ''}>
          {choices.map((choice) => (
            <ChoiceItem key={choice.id} choice={choice} />
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
