// The spaces of this person. A session holds one space: entering another one asks for the password there.
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Menu, Popover } from 'react-aria-components/Menu';
import { useSession } from '../../api/session.ts';
import { MenuItem } from '../../ui/Menu.tsx';
import css from '../../ui/Popover.module.css';
import type { MenuPlace } from './Header.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';

export default function SpaceMenu({ triggerRef, onClose }: MenuPlace) {
  const { t } = useLingui();
  const { person, spaces } = useSession();
  const [chosen, setChosen] = useState<{ slug: string; name: string } | null>(null);
  if (chosen)
    return (
      <PasswordDialog
        title={t`Entrer dans ${chosen.name}`}
        lead={t`Votre mot de passe dans cet espace, pour ${person.email}.`}
        action={t`Entrer`}
        email={person.email}
        space={chosen.slug}
        onClose={onClose}
        onDone={() => window.location.assign('/')}
      />
    );
  return (
    <Popover
      aria-label={t`Espaces`}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      triggerRef={triggerRef}
      placement="bottom start"
      offset={4}
      className={css.popover ?? ''}
    >
      <Menu aria-label={t`Espaces`} className={css.list ?? ''} autoFocus="first" shouldCloseOnSelect={false}>
        {spaces.map((space) => (
          <MenuItem
            key={space.slug}
            marked={space.current}
            icon="spaces"
            onAction={() => (space.current ? onClose() : setChosen(space))}
          >
            {space.name}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
