// Title and description of a module. Saved on request: learners read these words.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch } from '../../api/client.ts';
import type { Module } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { refreshModules } from '../library/queries.ts';

const TITLE_MAX = 120;
const DESCRIPTION_MAX = 2000;
const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(TITLE_MAX, 'http.out_of_range')),
  description: z.string().check(z.trim(), z.maxLength(DESCRIPTION_MAX, 'http.out_of_range')),
});

export function ModuleForm({ module }: { module: Module }) {
  const { t } = useLingui();
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { title: module.title, description: module.description },
  });
  const save = api.useMutation('patch', '/api/v1/modules/{module_id}', {
    onSuccess: ({ title, description }) => {
      form.reset({ title, description });
      showToast(t`Module enregistré`);
    },
    onSettled: refreshModules,
  });
  return (
    <Form
      form={form}
      error={save.error}
      onSubmit={(body) =>
        save.mutate({ params: { path: { module_id: module.id }, header: ifMatch(module.version) }, body })
      }
    >
      <FormText name="title" label={t`Titre`} />
      <FormText name="description" label={t`Ce qu’il apprend`} optional lines={4} />
      <div>
        <Button type="submit" kind="primary" isDisabled={!form.formState.isDirty} isPending={save.isPending}>
          <Trans>Enregistrer</Trans>
        </Button>
      </div>
    </Form>
  );
}
