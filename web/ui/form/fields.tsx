// The fields of the kit, bound to the form around them by name. A message is an error code of the API; rules of the
// browser side use the same codes, so there is one table of sentences.
import { useLingui } from '@lingui/react/macro';
import { useController } from 'react-hook-form';
import { ComboBox, type ComboBoxProps } from '../ComboBox.tsx';
import { PasswordField } from '../PasswordField.tsx';
import { problemMessage } from '../problem/messages.ts';
import { type Choice, Select, type SelectProps } from '../Select.tsx';
import { TextField, type TextFieldProps } from '../TextField.tsx';
import { CheckboxGroup, RadioGroup, Switch } from '../Toggle.tsx';

type Bound<P> = Omit<P, 'value' | 'onChange' | 'error' | 'name'> & { name: string };

function useField<T>(name: string) {
  const { i18n } = useLingui();
  const { field, fieldState } = useController({ name });
  const code = fieldState.error?.message;
  return {
    value: field.value as T,
    onChange: field.onChange as (value: T) => void,
    onBlur: field.onBlur,
    inputRef: field.ref,
    error: fieldState.error ? i18n._(problemMessage(code ?? 'http.required')) : undefined,
  };
}

export const FormText = ({ name, ...rest }: Bound<TextFieldProps>) => (
  <TextField {...rest} name={name} {...useField<string>(name)} />
);

export const FormPassword = ({ name, ...rest }: Bound<TextFieldProps> & { minimum?: number }) => (
  <PasswordField {...rest} name={name} {...useField<string>(name)} />
);

export function FormSelect<T extends string>({ name, ...rest }: Bound<SelectProps<T>>) {
  const { value, onChange, error } = useField<T>(name);
  return <Select {...rest} value={value} onChange={onChange} error={error} />;
}

export function FormComboBox({ name, ...rest }: Bound<ComboBoxProps>) {
  const { value, onChange, error } = useField<string | null>(name);
  return <ComboBox {...rest} value={value} onChange={onChange} error={error} />;
}

type Several<T extends string> = {
  name: string;
  label: string;
  choices: readonly (Choice<T> & { isDisabled?: boolean })[];
  inline?: boolean;
  hint?: string;
};

export function FormCheckboxes<T extends string>({ name, ...rest }: Several<T>) {
  const { value, onChange, error } = useField<T[]>(name);
  return <CheckboxGroup {...rest} value={value} onChange={onChange} error={error} />;
}

export function FormRadios<T extends string>({ name, ...rest }: Several<T>) {
  const { value, onChange, error } = useField<T>(name);
  return <RadioGroup {...rest} value={value} onChange={onChange} error={error} />;
}

export function FormSwitch({ name, label, detail }: { name: string; label: string; detail?: string }) {
  const { value, onChange } = useField<boolean>(name);
  return (
    <Switch isSelected={value} onChange={onChange} detail={detail}>
      {label}
    </Switch>
  );
}
