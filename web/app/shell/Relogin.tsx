// The dialog over the page when the session has ended. What was typed stays behind it.
import { useLingui } from '@lingui/react/macro';
import { rememberSession, useSession } from '../../api/session.ts';
import { PasswordDialog } from './PasswordDialog.tsx';
import type { Answer } from './relogin.ts';

export default function Relogin({ onAnswer }: Answer) {
  const { t } = useLingui();
  const { person, space } = useSession();
  return (
    <PasswordDialog
      title={t`Votre session est terminée`}
      lead={t`Reconnectez-vous pour continuer ; rien de ce que vous avez saisi n’est perdu. Compte : ${person.email}`}
      action={t`Continuer`}
      email={person.email}
      space={space.slug}
      onDone={(session) => {
        rememberSession(session);
        onAnswer(true);
      }}
      secondary={{
        label: t`Quitter et revenir à la page de connexion`,
        onPress: () => {
          onAnswer(false);
          window.location.assign('/sign-in');
        },
      }}
    />
  );
}
