// Name of the person. The e-mail is changed by an administrator.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api } from '../../api/client.ts';
import { rememberSession, useSession } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/Toast.tsx';

const NAME_MAX = 80;
const name = z.string().check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(NAME_MAX, 'http.out_of_range'));
const schema = z.object({ first_name: name, last_name: name });
type Values = z.infer<typeof schema>;

export function ProfileForm() {
  const { t } = useLingui();
  const session = useSession();
  const { first_name, last_name, email } = session.person;
  const form = useForm<Values>({ resolver: zodResolver(schema), values: { first_name, last_name } });
  const save = api.useMutation('patch', '/api/v1/me', {
    onSuccess: (person) => {
      rememberSession({
        ...session,
        person: {
          ...session.person,
          first_name: person.first_name,
          last_name: person.last_name,
          version: person.version,
        },
      });
      showToast(t`Profil enregistré`);
    },
  });
  return (
    <Form form={form} error={save.error} onSubmit={(body) => save.mutate({ body })}>
      <FormText name="first_name" label={t`Prénom`} autoComplete="given-name" />
      <FormText name="last_name" label={t`Nom de famille`} autoComplete="family-name" />
      <TextField
        label={t`Adresse e-mail`}
        value={email}
        isReadOnly
        hint={t`Un administrateur de l’espace peut la changer.`}
      />
      <div>
        <Button type="submit" kind="primary" isPending={save.isPending} isDisabled={!form.formState.isDirty}>
          <Trans>Enregistrer</Trans>
        </Button>
      </div>
    </Form>
  );
}
