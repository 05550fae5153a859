// A form: values and rules by react-hook-form, refusals of the server put on the fields they name.
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { type FieldValues, FormProvider, type Path, type UseFormReturn } from 'react-hook-form';
import { asProblem, type ProblemError } from '../../api/problem.ts';
import { Stack } from '../Layout.tsx';
import { ProblemBanner } from '../States.tsx';

/** Which message goes on which field; what no field of the form can show is left for the banner. */
export function placeProblem(problem: ProblemError, fields: readonly string[]) {
  const named = [...problem.fields, ...(problem.field ? [{ field: problem.field, code: problem.code }] : [])];
  const placed = new Map<string, string>();
  let left = named.length === 0;
  for (const { field, code } of named) {
    const known = fields.find((name) => name === field) ?? fields.find((name) => field.split(/[.[]/)[0] === name);
    if (known) placed.set(known, placed.get(known) ?? code);
    else left = true;
  }
  return { placed, left };
}

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values>;
  onSubmit: (values: Values) => unknown;
  /** The error of the last attempt (mutation.error). */
  error?: unknown;
  children: ReactNode;
  id?: string;
};

export function Form<Values extends FieldValues>({ form, onSubmit, error, children, id }: Props<Values>) {
  const [banner, setBanner] = useState<unknown>(null);
  const { setError, getValues } = form;
  useEffect(() => {
    const problem = asProblem(error);
    if (!problem) return setBanner(null);
    const { placed, left } = placeProblem(problem, Object.keys(getValues()));
    let focus = true;
    for (const [name, code] of placed) {
      setError(name as Path<Values>, { type: 'server', message: code }, { shouldFocus: focus });
      focus = false;
    }
    setBanner(left ? error : null);
  }, [error, setError, getValues]);
  return (
    <FormProvider {...form}>
      <form
        {...(id ? { id } : {})}
        noValidate
        onSubmit={(event) => {
          event.stopPropagation();
          void form.handleSubmit((values) => onSubmit(values))(event);
        }}
      >
        <Stack space={4}>
          <ProblemBanner error={banner} />
          {children}
        </Stack>
      </form>
    </FormProvider>
  );
}
