// The account of the person: who, password, preferences, open sessions.
import { Trans, useLingui } from '@lingui/react/macro';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { useLocale } from '../../i18n/i18n.ts';
import { RadioGroup, Switch } from '../../ui/Toggle.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { chooseLanguage, chooseTheme } from '../shell/preferences.ts';
import { setSingleKeys, useSingleKeys } from '../shell/singleKeys.ts';
import { useTheme } from '../shell/theme.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { Sessions } from './Sessions.tsx';

function Preferences() {
  const { t } = useLingui();
  const locale = useLocale();
  const theme = useTheme();
  const keys = useSingleKeys();
  return (
    <Stack space={6}>
      <RadioGroup
        inline
        label={t`Langue`}
        value={locale}
        onChange={(language) => void chooseLanguage(language)}
        choices={[
          { id: 'fr', label: 'Français' },
          { id: 'en', label: 'English' },
        ]}
      />
      <RadioGroup
        inline
        label={t`Apparence`}
        value={theme}
        onChange={(chosen) => void chooseTheme(chosen)}
        choices={[
          { id: 'system', label: t`Comme le système` },
          { id: 'light', label: t`Claire` },
          { id: 'dark', label: t`Sombre` },
        ]}
      />
      <Switch
        isSelected={keys}
        onChange={setSingleKeys}
        detail={t`« ? » ouvre la liste, « / » va à la recherche. Sur cet appareil.`}
      >
        <Trans>Raccourcis à une seule touche</Trans>
      </Switch>
    </Stack>
  );
}

export default function Account() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Mon compte`} />
      <Section beside title={t`Profil`} detail={t`Votre nom tel que les autres le voient.`}>
        <ProfileForm />
      </Section>
      <Section beside title={t`Préférences`} detail={t`Appliquées tout de suite.`}>
        <Preferences />
      </Section>
      <Section beside title={t`Mot de passe`} detail={t`Le changer ferme vos autres sessions.`}>
        <PasswordForm />
      </Section>
      <Section title={t`Sessions ouvertes`} detail={t`Les appareils où votre compte est connecté.`}>
        <Sessions />
      </Section>
    </>
  );
}
