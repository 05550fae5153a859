// Opens a client's space and invites its first administrator.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, queryClient } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormRadios, FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { SLUG_MAX, slugOf } from './slug.ts';

const text = (max: number) =>
  z.string().check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(max, 'http.out_of_range'));
const schema = z.object({
  name: text(80),
  slug: z
    .string()
    .check(
      z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'space.bad_slug'),
      z.minLength(2, 'space.bad_slug'),
      z.maxLength(SLUG_MAX, 'space.bad_slug'),
    ),
  default_language: z.enum(['fr', 'en']),
  admin: z.object({
    first_name: text(80),
    last_name: text(80),
    email: z.string().check(z.trim(), z.regex(/^[^@\s]+@[^@\s]+$/, 'http.wrong_type')),
  }),
});
type Values = z.infer<typeof schema>;

export function NewSpace({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { name: '', slug: '', default_language: 'fr', admin: { first_name: '', last_name: '', email: '' } },
  });
  const name = useWatch({ control: form.control, name: 'name' });
  const { setValue, getFieldState } = form;
  useEffect(() => {
    if (!getFieldState('slug').isDirty) setValue('slug', slugOf(name));
  }, [name, setValue, getFieldState]);
  const create = api.useMutation('post', '/api/v1/spaces', {
    onSuccess: (space, { body }) => {
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/spaces'] });
      showToast(t`Espace ${space.name} ouvert ; invitation envoyée à ${body.admin.email}`);
      onClose();
    },
  });
  return (
    <Dialog isOpen title={t`Nouvel espace`} onClose={onClose}>
      <Form form={form} error={create.error} onSubmit={(body) => create.mutate({ body })}>
        <FormText name="name" label={t`Nom du client`} autoFocus />
        <FormText
          name="slug"
          label={t`Adresse de l’espace`}
          hint={t`Lettres minuscules, chiffres et tirets. Ne change plus ensuite.`}
        />
        <FormRadios
          inline
          name="default_language"
          label={t`Langue de l’espace`}
          choices={[
            { id: 'fr', label: 'Français' },
            { id: 'en', label: 'English' },
          ]}
        />
        <h3>
          <Trans>Premier administrateur</Trans>
        </h3>
        <FormText name="admin.first_name" label={t`Prénom`} />
        <FormText name="admin.last_name" label={t`Nom de famille`} />
        <FormText
          name="admin.email"
          type="email"
          label={t`Adresse e-mail`}
          hint={t`Reçoit une invitation valable 72 heures, utilisable une fois.`}
        />
        <Button type="submit" kind="primary" wide isPending={create.isPending}>
          <Trans>Ouvrir l’espace</Trans>
        </Button>
      </Form>
    </Dialog>
  );
}
