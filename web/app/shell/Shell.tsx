// The frame around every screen: header, navigation, and what floats above them. Holds no screen's data.
import { Trans, useLingui } from '@lingui/react/macro';
import { Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useDocumentTitle } from '../../ui/Page.tsx';
import { DeniedPage } from './ErrorPages.tsx';
import { Header } from './Header.tsx';
import { mayOpen, navigationFor } from './navigation.ts';
import { BottomBar, SideBar } from './Navigation.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { PageSkeleton } from './PageSkeleton.tsx';
import { usePlaces } from './places.ts';
import { adoptPreferences } from './preferences.ts';
import { useRelogin } from './relogin.ts';
import css from './Shell.module.css';
import { useShortcuts } from './useShortcuts.ts';
import { Uploads } from './Uploads.tsx';

const Palette = lazy(() => import('./Palette.tsx'));
const Shortcuts = lazy(() => import('./Shortcuts.tsx'));
const Relogin = lazy(() => import('./Relogin.tsx'));

export type Overlay = 'palette' | 'shortcuts' | null;

function Screen() {
  const { i18n } = useLingui();
  const { rights } = useSession();
  const screen = useMatches({ select: (matches) => matches[matches.length - 1]?.staticData.screen });
  useDocumentTitle(screen ? i18n._(screen.title) : '');
  return mayOpen(screen, rights) ? <Outlet /> : <DeniedPage />;
}

/** A new screen starts with its title: focus follows, so that a screen reader says where it is. */
function useFocusOnArrival() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const [first] = useState(path);
  useEffect(() => {
    if (path && path !== first) document.getElementById('page-title')?.focus({ preventScroll: true });
  }, [path, first]);
}

/** The studio has the window for itself; what floats above the page (palette, signing in again) stays. */
const useFull = () => !!useMatches({ select: (matches) => matches[matches.length - 1]?.staticData.screen?.full });

export default function Shell() {
  const session = useSession();
  const places = usePlaces();
  const sections = navigationFor(places, session.rights);
  const alone = sections.reduce((sum, { places: list }) => sum + list.length, 0) < 2;
  const [overlay, setOverlay] = useState<Overlay>(null);
  const relogin = useRelogin();
  const full = useFull();
  useShortcuts(setOverlay);
  useFocusOnArrival();
  const personId = session.person.id;
  useEffect(() => {
    void adoptPreferences(session);
    // Only when somebody else signs in: afterwards the choices of this page lead.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [personId]);
  const main = (
    <Suspense fallback={<PageSkeleton />}>
      <Screen />
    </Suspense>
  );
  return (
    <div className={full ? css.full : css.shell}>
      <a className={css.skip} href="#content">
        <Trans>Aller au contenu</Trans>
      </a>
      {full ? (
        <main id="content" tabIndex={-1} className={css.whole}>
          {main}
        </main>
      ) : (
        <>
          <Header onOverlay={setOverlay} />
          <OfflineBanner />
          <div className={css.columns}>
            {!alone && <SideBar sections={sections} />}
            <main id="content" tabIndex={-1} className={alone ? css.alone : css.main}>
              {main}
            </main>
          </div>
          {!alone && <BottomBar sections={sections} />}
        </>
      )}
      <Suspense>
        {overlay === 'palette' && <Palette onClose={() => setOverlay(null)} onOverlay={setOverlay} />}
        {overlay === 'shortcuts' && <Shortcuts onClose={() => setOverlay(null)} />}
        {relogin && <Relogin {...relogin} />}
      </Suspense>
      <Uploads full={full} />
    </div>
  );
}
