// Where one can go: a column beside the page, a bar under it on a phone.
import { useLingui } from '@lingui/react/macro';
import { Link as RouterLink, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { loadFeature } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons.tsx';
import { type Place, sectionTitles } from './navigation.ts';
import type { Section } from './screens.tsx';
import css from './Shell.module.css';

const PhoneMenu = lazy(() => import('./PhoneMenu.tsx'));
const InboxDrawer = lazy(async () => {
  await loadFeature('notify');
  return import('../notify/InboxDrawer.tsx');
});
const BAR_HOLDS = 4;

export type Sections = { section: Section; places: Place[] }[];

export function PlaceLink({
  place,
  className,
  onClick,
}: {
  place: Place;
  className: string | undefined;
  onClick?: () => void;
}) {
  const { i18n } = useLingui();
  const parent = useMatches({ select: (matches) => matches[matches.length - 1]?.staticData.screen?.parent });
  return (
    <RouterLink
      to={place.path as '/'}
      className={className ?? ''}
      activeOptions={{ exact: place.path === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...(parent === place.path ? { 'aria-current': 'page' as const } : {})}
      {...(onClick ? { onClick } : {})}
    >
      {place.screen.icon && <Icon name={place.screen.icon} />}
      <span>{i18n._(place.screen.title)}</span>
    </RouterLink>
  );
}

export function NavigationList({ sections, onGo }: { sections: Sections; onGo?: () => void }) {
  const { i18n } = useLingui();
  return sections.map(({ section, places }) => {
    const title = sectionTitles[section];
    return (
      <div key={section} className={css.section}>
        {title && <p className={css.sectionTitle}>{i18n._(title)}</p>}
        <ul>
          {places.map((place) => (
            <li key={place.path}>
              <PlaceLink place={place} className={css.place} {...(onGo ? { onClick: onGo } : {})} />
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

export function SideBar({ sections }: { sections: Sections }) {
  const { t } = useLingui();
  return (
    <nav className={css.side} aria-label={t`Navigation principale`}>
      <NavigationList sections={sections} />
    </nav>
  );
}

export function BottomBar({ sections }: { sections: Sections }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<'menu' | 'inbox' | null>(null);
  const close = () => setOpen(null);
  const places = sections.flatMap((group) => group.places);
  const more = places.length > BAR_HOLDS;
  return (
    <nav className={css.bottom} aria-label={t`Navigation du téléphone`}>
      {places.slice(0, more ? BAR_HOLDS - 1 : BAR_HOLDS).map((place) => (
        <PlaceLink key={place.path} place={place} className={css.tab} />
      ))}
      {more && (
        <Button className={css.tab ?? ''} onPress={() => setOpen('menu')} aria-expanded={open === 'menu'}>
          <Icon name="menu" />
          <span>{t`Plus`}</span>
        </Button>
      )}
      <Suspense>
        {open === 'menu' && <PhoneMenu sections={sections} onInbox={() => setOpen('inbox')} onClose={close} />}
        {open === 'inbox' && <InboxDrawer onClose={close} />}
      </Suspense>
    </nav>
  );
}
