// A new password, with the present one.
import { Trans, useLingui } from '@lingui/react/macro';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { FormPassword } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';

const PASSWORD_MIN = 12;
const schema = z.object({
  current_password: z.string().check(z.minLength(1, 'http.required')),
  new_password: z.string().check(z.minLength(PASSWORD_MIN, 'account.password_short')),
});
type Values = z.infer<typeof schema>;
const EMPTY: Values = { current_password: '', new_password: '' };

export function PasswordForm() {
  const { t } = useLingui();
  const { person } = useSession();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const save = api.useMutation('put', '/api/v1/me/password', {
    onSuccess: () => {
      form.reset(EMPTY);
      showToast(t`Mot de passe changé ; vos autres sessions sont fermées`);
    },
  });
  return (
    <Form form={form} error={save.error} onSubmit={(body) => save.mutate({ body })}>
      <div>
        <input type="hidden" name="username" autoComplete="username" value={person.email} readOnly />
        <FormPassword name="current_password" label={t`Mot de passe actuel`} />
      </div>
      <FormPassword name="new_password" label={t`Nouveau mot de passe`} minimum={PASSWORD_MIN} />
      <div>
        <Button type="submit" isPending={save.isPending} isDisabled={!form.formState.isDirty}>
          <Trans>Changer le mot de passe</Trans>
        </Button>
      </div>
    </Form>
  );
}
