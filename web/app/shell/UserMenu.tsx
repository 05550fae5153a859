// The menu of the person: profile, look, language, shortcuts, the way out.
import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { Menu, Popover } from 'react-aria-components/Menu';
import { queryClient, request } from '../../api/client.ts';
import { rememberSession, useSession } from '../../api/session.ts';
import { useLocale } from '../../i18n/i18n.ts';
import { MenuItem, MenuSection, MenuSeparator } from '../../ui/Menu.tsx';
import css from '../../ui/Popover.module.css';
import { showToast } from '../../ui/Toast.tsx';
import type { MenuPlace } from './Header.tsx';
import { chooseLanguage, chooseTheme } from './preferences.ts';
import type { Overlay } from './Shell.tsx';
import { useTheme } from './theme.ts';

export function useSignOut() {
  const navigate = useNavigate();
  const { t } = useLingui();
  return async () => {
    try {
      await request.DELETE('/api/v1/session');
    } catch {
      showToast(t`La déconnexion n’a pas abouti. Vérifiez votre réseau puis recommencez.`, { tone: 'error' });
      return;
    }
    rememberSession(null);
    await navigate({ to: '/sign-in' });
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  };
}

export default function UserMenu({
  triggerRef,
  onClose,
  onOverlay,
}: MenuPlace & { onOverlay: (overlay: Overlay) => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const theme = useTheme();
  const locale = useLocale();
  const { person } = useSession();
  return (
    <Popover
      aria-label={t`Compte`}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      triggerRef={triggerRef}
      placement="bottom end"
      offset={4}
      className={css.popover ?? ''}
    >
      <Menu aria-label={t`Compte`} className={css.list ?? ''} onClose={onClose} autoFocus="first">
        <MenuItem icon="person" detail={person.email} onAction={() => void navigate({ to: '/account' })}>
          {t`Mon compte`}
        </MenuItem>
        <MenuItem icon="keyboard" onAction={() => onOverlay('shortcuts')}>
          {t`Raccourcis clavier`}
        </MenuItem>
        <MenuSeparator />
        <MenuSection title={t`Apparence`}>
          <MenuItem icon="screen" marked={theme === 'system'} onAction={() => void chooseTheme('system')}>
            {t`Comme le système`}
          </MenuItem>
          <MenuItem icon="sun" marked={theme === 'light'} onAction={() => void chooseTheme('light')}>
            {t`Clair`}
          </MenuItem>
          <MenuItem icon="moon" marked={theme === 'dark'} onAction={() => void chooseTheme('dark')}>
            {t`Sombre`}
          </MenuItem>
        </MenuSection>
        <MenuSection title={t`Langue`}>
          <MenuItem marked={locale === 'fr'} onAction={() => void chooseLanguage('fr')}>
            Français
          </MenuItem>
          <MenuItem marked={locale === 'en'} onAction={() => void chooseLanguage('en')}>
            English
          </MenuItem>
        </MenuSection>
        <MenuSeparator />
        <MenuItem icon="exit" onAction={() => void signOut()}>
          {t`Se déconnecter`}
        </MenuItem>
      </Menu>
    </Popover>
  );
}
