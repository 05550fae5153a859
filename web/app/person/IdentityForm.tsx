// Name, e-mail and language of a person. Changing name and e-mail together is a change of person: it needs a reason (R41).
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch, queryClient } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { Person } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { FormRadios, FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { refreshPeople } from './queries.ts';
import { email, language, personName } from './schema.ts';

const REASON_MAX = 200;
const schema = z.object({
  first_name: personName,
  last_name: personName,
  email,
  language,
  reason: z.string().check(z.trim(), z.maxLength(REASON_MAX, 'http.out_of_range')),
});
type Values = z.infer<typeof schema>;

const changesIdentity = (person: Person, values: Values): boolean =>
  values.email !== person.email && (values.first_name !== person.first_name || values.last_name !== person.last_name);

export function IdentityForm({ person }: { person: Person }) {
  const { t } = useLingui();
  const { first_name, last_name, email: address, language: spoken } = person;
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    values: { first_name, last_name, email: address, language: spoken, reason: '' },
  });
  const asksReason = changesIdentity(person, useWatch({ control: form.control }) as Values);
  const save = api.useMutation('patch', '/api/v1/persons/{person_id}', {
    onSuccess: () => {
      void refreshPeople();
      showToast(t`Modifications enregistrées`);
    },
    onError: (error) => {
      if (asProblem(error)?.code === 'http.stale')
        void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/persons/{person_id}'] });
    },
  });
  return (
    <Form
      form={form}
      error={save.error}
      onSubmit={({ reason, ...identity }) =>
        save.mutate({
          params: { path: { person_id: person.id }, header: ifMatch(person.version) },
          body: { ...identity, ...(reason ? { reason } : {}) },
        })
      }
    >
      <FormText name="first_name" label={t`Prénom`} />
      <FormText name="last_name" label={t`Nom`} />
      <FormText name="email" type="email" label={t`Adresse e-mail`} />
      {asksReason && (
        <FormText
          name="reason"
          label={t`Motif`}
          hint={t`Un accès est nominatif : changer à la fois le nom et l’adresse demande un motif, gardé au journal.`}
        />
      )}
      <FormRadios
        inline
        name="language"
        label={t`Langue`}
        choices={[
          { id: 'fr', label: 'Français' },
          { id: 'en', label: 'English' },
        ]}
      />
      <div>
        <Button type="submit" kind="primary" isPending={save.isPending} isDisabled={!form.formState.isDirty}>
          <Trans>Enregistrer</Trans>
        </Button>
      </div>
    </Form>
  );
}
