// Signs a known person in over the page: to enter another space, or to go on after the session has ended.
import { useState } from 'react';
import { useLingui } from '@lingui/react/macro';
import { request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { Session } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';

type Props = {
  title: string;
  lead: string;
  action: string;
  email: string;
  space: string;
  onDone: (session: Session) => void;
  onClose?: () => void;
  secondary?: { label: string; onPress: () => void };
};

export function PasswordDialog({ title, lead, action, email, space, onDone, onClose, secondary }: Props) {
  const { t, i18n } = useLingui();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);
  const signIn = async () => {
    setPending(true);
    setError(undefined);
    try {
      const { data } = await request.POST('/api/v1/session', { body: { email, password, space } });
      if (data) onDone(data);
    } catch (cause) {
      setError(i18n._(problemMessage(asProblem(cause)?.code ?? '')));
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Stack space={4}>
          <p>{lead}</p>
          <PasswordField
            label={t`Mot de passe`}
            value={password}
            onChange={setPassword}
            error={error}
            autoFocus
            isRequired
          />
          <Button type="submit" kind="primary" wide isPending={pending}>
            {action}
          </Button>
          {secondary && (
            <Button kind="quiet" wide onPress={secondary.onPress}>
              {secondary.label}
            </Button>
          )}
        </Stack>
      </form>
    </Dialog>
  );
}
