// The whole navigation in a panel, for a phone whose bar holds only a part of it.
import { useLingui } from '@lingui/react/macro';
import { Drawer } from '../../ui/Dialog.tsx';
import { NavigationList, type Sections } from './Navigation.tsx';

export default function PhoneMenu({ sections, onClose }: { sections: Sections; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Drawer isOpen title={t`Aller à`} onClose={onClose}>
      <NavigationList sections={sections} onGo={onClose} />
    </Drawer>
  );
}
