// The dates and the rules of a distribution that exists.
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
import { refreshDistributions } from './queries.ts';
import { HowFields, WhenFields } from './TermFields.tsx';
import { changed, endsAfterItBegins, isDueInside, type Terms, termsOf, termsShape } from './terms.ts';

const schema = z
  .object(termsShape)
  .check(
    z.refine(endsAfterItBegins, { path: ['closes_ms'], error: 'distribution.bad_window' }),
    z.refine(isDueInside, { path: ['due_ms'], error: 'distribution.bad_window' }),
  );

export function EditTerms({ distribution, onClose }: { distribution: Distribution; onClose: () => void }) {
  const { t } = useLingui();
  const before = termsOf(distribution);
  const form = useForm<Terms>({ resolver: zodResolver(schema), defaultValues: before });
  const save = api.useMutation('patch', '/api/v1/distributions/{distribution_id}', {
    onSuccess: () => {
      showToast(t`Diffusion enregistrée`);
      onClose();
    },
    onSettled: refreshDistributions,
  });
  return (
    <Dialog isOpen wide title={t`Dates et règles`} onClose={onClose}>
      <Form
        form={form}
        error={save.error}
        onSubmit={(terms) =>
          save.mutate({
            params: { path: { distribution_id: distribution.id }, header: ifMatch(distribution.version) },
            body: changed(before, terms),
          })
        }
      >
        <WhenFields />
        <HowFields />
        <Button type="submit" kind="primary" wide isPending={save.isPending}>
          <Trans>Enregistrer</Trans>
        </Button>
      </Form>
    </Dialog>
  );
}
