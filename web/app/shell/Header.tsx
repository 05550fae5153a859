// The bar at the top: product, space, search, tasks, inbox, person. Menus are loaded when they are opened.
import { Trans, useLingui } from '@lingui/react/macro';
import { Link as RouterLink } from '@tanstack/react-router';
import { lazy, type RefObject, Suspense, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useSession } from '../../api/session.ts';
import { Avatar, Kbd } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { VisuallyHidden } from '../../ui/Layout.tsx';
import { Wordmark } from '../../ui/Wordmark.tsx';
import { TaskButton } from '../task/TaskButton.tsx';
import { InboxButton } from './InboxButton.tsx';
import type { Overlay } from './Shell.tsx';
import css from './Shell.module.css';
import { modifierKey } from './useShortcuts.ts';

const UserMenu = lazy(() => import('./UserMenu.tsx'));
const SpaceMenu = lazy(() => import('./SpaceMenu.tsx'));

export type MenuPlace = { triggerRef: RefObject<HTMLButtonElement | null>; onClose: () => void };

function SpaceName() {
  const { t } = useLingui();
  const { space, spaces } = useSession();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (spaces.length < 2)
    return (
      <div className={css.space}>
        <span className={css.spaceName}>{space.name}</span>
      </div>
    );
  return (
    <div className={css.space}>
      <Button
        ref={trigger}
        className={css.spaceButton ?? ''}
        aria-haspopup="menu"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        <span className={css.spaceName}>{space.name}</span>
        <VisuallyHidden>{t`, changer d’espace`}</VisuallyHidden>
        <Icon name="down" size={16} />
      </Button>
      <Suspense>{open && <SpaceMenu triggerRef={trigger} onClose={() => setOpen(false)} />}</Suspense>
    </div>
  );
}

function PersonButton({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const { t } = useLingui();
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const name = `${person.first_name} ${person.last_name}`;
  return (
    <>
      <Button
        ref={trigger}
        className={css.person ?? ''}
        aria-haspopup="menu"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        <Avatar name={name} />
        <span className={css.personName} aria-hidden="true">
          {person.first_name}
        </span>
        <VisuallyHidden>{t`${name}, menu du compte`}</VisuallyHidden>
        <Icon name="down" size={16} />
      </Button>
      <Suspense>
        {open && <UserMenu triggerRef={trigger} onClose={() => setOpen(false)} onOverlay={onOverlay} />}
      </Suspense>
    </>
  );
}

export function Header({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const { t } = useLingui();
  return (
    <header className={css.header}>
      <RouterLink to="/" className={css.brand ?? ''}>
        <Wordmark />
        <VisuallyHidden>{t`, accueil`}</VisuallyHidden>
      </RouterLink>
      <SpaceName />
      <div className={css.tools}>
        <Button className={css.find ?? ''} aria-keyshortcuts="Control+K Meta+K" onPress={() => onOverlay('palette')}>
          <Icon name="search" size={18} />
          <span className={css.findText}>
            <Trans>Aller à, chercher…</Trans>
          </span>
          <span className={css.keys} aria-hidden="true">
            <Kbd>{modifierKey} K</Kbd>
          </span>
        </Button>
        <TaskButton />
        <InboxButton />
        <PersonButton onOverlay={onOverlay} />
      </div>
    </header>
  );
}
