// One line of text (or several), with its label, hint and error. The error is text already translated.
import { Trans } from '@lingui/react/macro';
import { type ReactNode, type Ref } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components/TextField';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { classes } from './classes.ts';
import css from './Field.module.css';
import { Icon } from './icons.tsx';

export type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> & {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  optional?: boolean;
  lines?: number;
  inputRef?: Ref<HTMLInputElement>;
  trail?: ReactNode;
  below?: ReactNode;
  /** The label is only for assistive technology: cells of a table, titles edited in place. */
  bare?: boolean;
};

export function FieldMessage({ hint, error }: { hint?: ReactNode; error?: string | undefined }) {
  return (
    <>
      {hint && !error && (
        <Text slot="description" className={css.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={css.error ?? ''}>
        {error ? (
          <>
            <Icon name="error" size={16} />
            <span>{error}</span>
          </>
        ) : undefined}
      </FieldError>
    </>
  );
}

export function FieldLabel({ label, optional }: { label: string; optional?: boolean | undefined }) {
  return (
    <Label className={css.label ?? ''}>
      {label}
      {optional && (
        <span className={css.optional}>
          <Trans>facultatif</Trans>
        </span>
      )}
    </Label>
  );
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, placeholder = '', optional, lines, inputRef, trail, below, bare, ...rest } = props;
  return (
    <AriaTextField
      {...rest}
      {...(bare ? { 'aria-label': label } : {})}
      isInvalid={!!error}
      validationBehavior="aria"
      className={css.field ?? ''}
    >
      {!bare && <FieldLabel label={label} optional={optional} />}
      <div className={css.box}>
        {lines ? (
          <TextArea className={css.input ?? ''} rows={lines} placeholder={placeholder} />
        ) : (
          <Input
            {...(inputRef ? { ref: inputRef } : {})}
            className={classes(css.input, !!trail && css.withTrail)}
            placeholder={placeholder}
          />
        )}
        {trail && <span className={css.trail}>{trail}</span>}
      </div>
      {below}
      <FieldMessage hint={hint} error={error} />
    </AriaTextField>
  );
}
