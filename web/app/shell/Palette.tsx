// One field to go anywhere: screens, people, groups, actions.
import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { request } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useLocale } from '../../i18n/i18n.ts';
import dialogCss from '../../ui/Dialog.module.css';
import { Icon, type IconName } from '../../ui/icons.tsx';
import popover from '../../ui/Popover.module.css';
import { mayOpen } from './navigation.ts';
import css from './Palette.module.css';
import { usePlaces } from './places.ts';
import { chooseLanguage, chooseTheme } from './preferences.ts';
import { rank } from './ranking.ts';
import type { Overlay } from './Shell.tsx';
import { useSignOut } from './UserMenu.tsx';

type Item = { id: string; label: string; detail: string; icon: IconName; act: () => void };

const FOUND_AT_MOST = 5;
const SETTLE_MS = 180;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** People and groups come from the server, and only for whoever may see them. */
function useFound(typed: string): { found: Item[]; searching: boolean } {
  const { t } = useLingui();
  const { rights } = useSession();
  const router = useRouter();
  const search = useSettled(typed);
  const go = (href: string) => () => void router.navigate({ href });
  const query = { search, limit: FOUND_AT_MOST };
  const people = useQuery({
    queryKey: ['palette', 'people', search],
    enabled: search.length > 1 && rights.includes('person.read'),
    placeholderData: keepPreviousData,
    queryFn: async () => (await request.GET('/api/v1/persons', { params: { query } })).data?.items ?? [],
  });
  const groups = useQuery({
    queryKey: ['palette', 'groups', search],
    enabled: search.length > 1 && rights.includes('group.read'),
    placeholderData: keepPreviousData,
    queryFn: async () => (await request.GET('/api/v1/groups', { params: { query } })).data?.items ?? [],
  });
  if (typed.trim().length < 2) return { found: [], searching: false };
  const searching = search !== typed.trim() || people.isFetching || groups.isFetching;
  const found = [
    ...(people.data ?? []).map((person) => ({
      id: `person:${person.id}`,
      label: `${person.first_name} ${person.last_name}`,
      detail: person.email,
      icon: 'person' as const,
      act: go(`/people/${person.id}`),
    })),
    ...(groups.data ?? []).map((group) => ({
      id: `group:${group.id}`,
      label: group.name,
      detail: t`Groupe`,
      icon: 'group' as const,
      act: go(`/groups/${group.id}`),
    })),
  ];
  return { found, searching };
}

function useOwn(onOverlay: (overlay: Overlay) => void): Item[] {
  const { t, i18n } = useLingui();
  const { rights } = useSession();
  const router = useRouter();
  const signOut = useSignOut();
  const locale = useLocale();
  const screens = usePlaces()
    .filter(({ path, screen }) => mayOpen(screen, rights) && !path.includes('$'))
    .map(({ path, screen }) => ({
      id: path,
      label: i18n._(screen.title),
      detail: t`Écran`,
      icon: screen.icon ?? ('right' as const),
      act: () => void router.navigate({ href: path }),
    }));
  const action = (id: string, label: string, icon: IconName, act: () => void): Item => ({
    id,
    label,
    detail: t`Action`,
    icon,
    act,
  });
  return [
    ...screens,
    action('theme:light', t`Passer au thème clair`, 'sun', () => void chooseTheme('light')),
    action('theme:dark', t`Passer au thème sombre`, 'moon', () => void chooseTheme('dark')),
    locale === 'fr'
      ? action('language', 'Switch to English', 'globe', () => void chooseLanguage('en'))
      : action('language', 'Passer en français', 'globe', () => void chooseLanguage('fr')),
    action('shortcuts', t`Raccourcis clavier`, 'keyboard', () => onOverlay('shortcuts')),
    action('sign-out', t`Se déconnecter`, 'exit', () => void signOut()),
  ];
}

export default function Palette({
  onClose,
  onOverlay,
}: {
  onClose: () => void;
  onOverlay: (overlay: Overlay) => void;
}) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const own = useOwn(onOverlay);
  const { found, searching } = useFound(typed);
  const items = [...rank(typed, own, (item) => item.label), ...found];
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={dialogCss.veil ?? ''}>
      <Modal className={css.box ?? ''}>
        <Dialog aria-label={t`Aller à, chercher`} className={css.dialog ?? ''}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={t`Aller à, chercher`} autoFocus className={css.search ?? ''}>
              <Icon name="search" />
              <Input className={css.input ?? ''} placeholder={t`Un écran, une personne, un groupe, une action…`} />
            </SearchField>
            <Menu
              aria-label={t`Résultats`}
              items={items}
              className={css.list ?? ''}
              onAction={(key) => {
                const item = items.find(({ id }) => id === key);
                onClose();
                item?.act();
              }}
              renderEmptyState={() => (
                <p className={popover.empty}>{searching ? t`Recherche…` : t`Rien ne correspond à « ${typed} ».`}</p>
              )}
            >
              {(item) => (
                <MenuItem id={item.id} textValue={item.label} className={popover.item ?? ''}>
                  <Icon name={item.icon} size={18} />
                  <span className={popover.text}>{item.label}</span>
                  <span className={css.detail}>{item.detail}</span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
