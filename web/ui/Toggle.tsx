// Yes or no, several of a set, one of a set.
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxProps,
} from 'react-aria-components/CheckboxGroup';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components/Switch';
import { classes } from './classes.ts';
import { Icon } from './icons.tsx';
import type { Choice } from './Select.tsx';
import { FieldLabel, FieldMessage } from './TextField.tsx';
import css from './Toggle.module.css';

type Named = { children?: ReactNode; detail?: ReactNode };
type Bare<T> = Omit<T, 'children' | 'className' | 'style'>;

const Words = ({ children, detail }: Named) =>
  children ? (
    <span className={css.words}>
      {children}
      {detail && <span className={css.detail}>{detail}</span>}
    </span>
  ) : null;

export function Checkbox({ children, detail, ...rest }: Bare<CheckboxProps> & Named) {
  return (
    <AriaCheckbox {...rest} className={css.toggle ?? ''}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={css.box}>
            {(isSelected || isIndeterminate) && <Icon name={isIndeterminate ? 'minus' : 'check'} size={14} />}
          </span>
          <Words detail={detail}>{children}</Words>
        </>
      )}
    </AriaCheckbox>
  );
}

export function Switch({ children, detail, ...rest }: Bare<SwitchProps> & Named) {
  return (
    <AriaSwitch {...rest} className={css.toggle ?? ''}>
      <span className={css.track}>
        <span className={css.thumb} />
      </span>
      <Words detail={detail}>{children}</Words>
    </AriaSwitch>
  );
}

type GroupProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  inline?: boolean;
  isDisabled?: boolean;
};

export function CheckboxGroup<T extends string>(
  props: GroupProps & {
    choices: readonly (Choice<T> & { isDisabled?: boolean })[];
    value: readonly T[];
    onChange: (value: T[]) => void;
  },
) {
  const { label, choices, value, onChange, hint, error, inline, isDisabled } = props;
  return (
    <AriaCheckboxGroup
      value={[...value]}
      onChange={(next) => onChange(next as T[])}
      isInvalid={!!error}
      isDisabled={!!isDisabled}
      validationBehavior="aria"
      className={css.group ?? ''}
    >
      <FieldLabel label={label} />
      <div className={classes(css.choices, inline && css.inline)}>
        {choices.map((choice) => (
          <Checkbox key={choice.id} value={choice.id} detail={choice.detail} isDisabled={!!choice.isDisabled}>
            {choice.label}
          </Checkbox>
        ))}
      </div>
      <FieldMessage hint={hint} error={error} />
    </AriaCheckboxGroup>
  );
}

export function RadioGroup<T extends string>(
  props: GroupProps & { choices: readonly Choice<T>[]; value: T; onChange: (value: T) => void },
) {
  const { label, choices, value, onChange, hint, error, inline, isDisabled } = props;
  return (
    <AriaRadioGroup
      value={value}
      onChange={(next) => onChange(next as T)}
      isInvalid={!!error}
      isDisabled={!!isDisabled}
      validationBehavior="aria"
      className={css.group ?? ''}
    >
      <FieldLabel label={label} />
      <div className={classes(css.choices, inline && css.inline)}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={css.toggle ?? ''}>
            <span className={css.dot} />
            <Words detail={choice.detail}>{choice.label}</Words>
          </Radio>
        ))}
      </div>
      <FieldMessage hint={hint} error={error} />
    </AriaRadioGroup>
  );
}
