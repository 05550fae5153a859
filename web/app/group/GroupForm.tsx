// Name and description of a group: a new one, or one that exists.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch } from '../../api/client.ts';
import type { Group } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { refreshPeople } from '../person/queries.ts';

const NAME_MAX = 80;
const DESCRIPTION_MAX = 500;
const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(NAME_MAX, 'http.out_of_range')),
  description: z.string().check(z.trim(), z.maxLength(DESCRIPTION_MAX, 'http.out_of_range')),
});
type Values = z.infer<typeof schema>;

export function GroupForm({ group, onClose }: { group?: Group; onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { name: group?.name ?? '', description: group?.description ?? '' },
  });
  const create = api.useMutation('post', '/api/v1/groups', {
    onSuccess: (made) => {
      void refreshPeople();
      onClose();
      void navigate({ to: '/groups/$groupId', params: { groupId: made.id } });
    },
  });
  const save = api.useMutation('patch', '/api/v1/groups/{group_id}', {
    onSuccess: () => {
      showToast(t`Groupe enregistré`);
      onClose();
    },
    onSettled: refreshPeople,
  });
  const submit = (body: Values) =>
    group
      ? save.mutate({ params: { path: { group_id: group.id }, header: ifMatch(group.version) }, body })
      : create.mutate({ body });
  return (
    <Dialog isOpen title={group ? t`Modifier le groupe` : t`Nouveau groupe`} onClose={onClose}>
      <Form form={form} error={create.error ?? save.error} onSubmit={submit}>
        <FormText name="name" label={t`Nom`} />
        <FormText name="description" label={t`Description`} optional lines={3} />
        <Button type="submit" kind="primary" wide isPending={create.isPending || save.isPending}>
          {group ? <Trans>Enregistrer</Trans> : <Trans>Créer le groupe</Trans>}
        </Button>
      </Form>
    </Dialog>
  );
}
