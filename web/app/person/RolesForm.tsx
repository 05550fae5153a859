// The roles of a person: what they may do here.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import type { Person } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { FormCheckboxes } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import { showToast } from '../../ui/Toast.tsx';
import { refreshPeople } from './queries.ts';
import { roles } from './schema.ts';
import { rolesOf } from './states.ts';

const schema = z.object({ roles });
type Values = z.infer<typeof schema>;

export function RolesForm({ person }: { person: Person }) {
  const { t, i18n } = useLingui();
  const { space } = useSession();
  const form = useForm<Values>({ resolver: zodResolver(schema), values: { roles: person.roles } });
  const save = api.useMutation('put', '/api/v1/persons/{person_id}/roles', {
    onSuccess: () => showToast(t`Rôles enregistrés`),
    onSettled: refreshPeople,
  });
  return (
    <Form
      form={form}
      error={save.error}
      onSubmit={(body) =>
        save.mutate({ params: { path: { person_id: person.id }, header: ifMatch(person.version) }, body })
      }
    >
      <FormCheckboxes
        name="roles"
        label={t`Rôles`}
        choices={rolesOf[space.kind].map((role) => ({ id: role, label: i18n._(roleNames[role]) }))}
      />
      <div>
        <Button type="submit" kind="primary" isPending={save.isPending} isDisabled={!form.formState.isDirty}>
          <Trans>Enregistrer les rôles</Trans>
        </Button>
      </div>
    </Form>
  );
}
