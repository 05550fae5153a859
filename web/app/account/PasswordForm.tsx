// A new password, with the present one.
import { Trans, useLingui } from '@lingui/react/macro';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import type { Role } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { FormPassword } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { showToast } from '../../ui/Toast.tsx';

// As on the server: whoever administers needs a longer one.
const PASSWORD_MIN = 12;
const PASSWORD_MIN_ADMIN = 16;
const ADMINS: readonly Role[] = ['space_admin', 'support', 'operator'];
const PASSWORD_MAX = 128;

const schemaFor = (minimum: number) =>
  z.object({
    current_password: z.string().check(z.minLength(1, 'http.required')),
    new_password: z
      .string()
      .check(z.minLength(minimum, 'account.password_short'), z.maxLength(PASSWORD_MAX, 'account.password_long')),
  });
type Values = z.infer<ReturnType<typeof schemaFor>>;
const EMPTY: Values = { current_password: '', new_password: '' };

export function PasswordForm() {
  const { t } = useLingui();
  const { person, roles } = useSession();
  const minimum = roles.some((role) => ADMINS.includes(role)) ? PASSWORD_MIN_ADMIN : PASSWORD_MIN;
  const form = useForm<Values>({ resolver: zodResolver(schemaFor(minimum)), defaultValues: EMPTY });
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
      <FormPassword name="new_password" label={t`Nouveau mot de passe`} minimum={minimum} />
      <div>
        <Button type="submit" isPending={save.isPending} isDisabled={!form.formState.isDirty}>
          <Trans>Changer le mot de passe</Trans>
        </Button>
      </div>
    </Form>
  );
}
