// The whole navigation in a panel, for a phone whose bar holds only a part of it, and the inbox.
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components/Button';
import { Drawer } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { inboxQuery } from '../notify/inbox.ts';
import { NavigationList, type Sections } from './Navigation.tsx';
import css from './Shell.module.css';

type Props = { sections: Sections; onInbox: () => void; onClose: () => void };

export default function PhoneMenu({ sections, onInbox, onClose }: Props) {
  const { t } = useLingui();
  const { data } = useQuery(inboxQuery);
  const unread = data?.unread_count ?? 0;
  return (
    <Drawer isOpen title={t`Aller à`} onClose={onClose}>
      <NavigationList sections={sections} onGo={onClose} />
      <div className={css.section}>
        <Button className={css.place ?? ''} onPress={onInbox}>
          <Icon name="bell" />
          <span>{unread ? plural(unread, { one: 'Avis (# non lu)', other: 'Avis (# non lus)' }) : t`Avis`}</span>
        </Button>
      </div>
    </Drawer>
  );
}
