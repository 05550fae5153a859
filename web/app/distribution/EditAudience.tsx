// To whom a distribution goes: whoever is taken out loses the access and keeps what they did.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch } from '../../api/client.ts';
import type { Distribution } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { AudienceField, type Named } from './AudienceField.tsx';
import css from './Distribution.module.css';
import { refreshDistributions } from './queries.ts';

const schema = z.object({ group_ids: z.array(z.string()), person_ids: z.array(z.string()) }).check(
  z.refine(({ group_ids, person_ids }) => group_ids.length + person_ids.length > 0, {
    path: ['person_ids'],
    error: 'distribution.nobody',
  }),
);
type Values = z.infer<typeof schema>;

const namesOf = ({ groups = [], people = [] }: Distribution): ReadonlyMap<string, Named> =>
  new Map<string, Named>([
    ...groups.map(({ id, name, member_count }) => [id, { name, members: member_count }] as const),
    ...people.map(({ id, name }) => [id, { name }] as const),
  ]);

export function EditAudience({ distribution, onClose }: { distribution: Distribution; onClose: () => void }) {
  const { t } = useLingui();
  const { group_ids, person_ids } = distribution;
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { group_ids, person_ids } });
  const save = api.useMutation('patch', '/api/v1/distributions/{distribution_id}', {
    onSuccess: () => {
      showToast(t`Diffusion enregistrée`);
      onClose();
    },
    onSettled: refreshDistributions,
  });
  return (
    <Dialog isOpen wide title={t`À qui`} onClose={onClose}>
      <Form
        form={form}
        error={save.error}
        onSubmit={(body) =>
          save.mutate({
            params: { path: { distribution_id: distribution.id }, header: ifMatch(distribution.version) },
            body,
          })
        }
      >
        <p className={css.quiet}>
          <Trans>Qui est retiré ne peut plus suivre le module ; ce qu’il a fait reste dans les mesures.</Trans>
        </p>
        <AudienceField known={namesOf(distribution)} />
        <Button type="submit" kind="primary" wide isPending={save.isPending}>
          <Trans>Enregistrer</Trans>
        </Button>
      </Form>
    </Dialog>
  );
}
