// Adds one person, and invites them unless told otherwise.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormCheckboxes, FormRadios, FormSwitch, FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import { showToast } from '../../ui/Toast.tsx';
import { refreshPeople } from './queries.ts';
import { email, language, personName, roles } from './schema.ts';
import { fullName, rolesOf } from './states.ts';

const schema = z.object({
  first_name: personName,
  last_name: personName,
  email,
  roles,
  language,
  invite: z.boolean(),
});
type Values = z.infer<typeof schema>;

export function AddPerson({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const { space, person: me } = useSession();
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: {
      first_name: '',
      last_name: '',
      email: '',
      roles: space.kind === 'client' ? ['learner'] : [],
      language: me.language,
      invite: true,
    },
  });
  const add = api.useMutation('post', '/api/v1/persons', {
    onSuccess: (person, { body }) => {
      void refreshPeople();
      showToast(
        body.invite ? t`Invitation envoyée à ${person.email}` : t`${fullName(person)} ajoutée, sans invitation`,
      );
      onClose();
    },
  });
  return (
    <Dialog isOpen title={t`Ajouter une personne`} onClose={onClose}>
      <Form form={form} error={add.error} onSubmit={(body) => add.mutate({ body })}>
        <FormText name="first_name" label={t`Prénom`} autoComplete="off" />
        <FormText name="last_name" label={t`Nom`} autoComplete="off" />
        <FormText name="email" type="email" label={t`Adresse e-mail`} autoComplete="off" />
        <FormCheckboxes
          name="roles"
          label={t`Rôles`}
          choices={rolesOf[space.kind].map((role) => ({ id: role, label: i18n._(roleNames[role]) }))}
        />
        <FormRadios
          inline
          name="language"
          label={t`Langue`}
          choices={[
            { id: 'fr', label: 'Français' },
            { id: 'en', label: 'English' },
          ]}
        />
        <FormSwitch
          name="invite"
          label={t`Envoyer l’invitation maintenant`}
          detail={t`Le lien reçu par e-mail est valable 72 heures et sert une fois.`}
        />
        <Button type="submit" kind="primary" wide isPending={add.isPending}>
          <Trans>Ajouter</Trans>
        </Button>
      </Form>
    </Dialog>
  );
}
