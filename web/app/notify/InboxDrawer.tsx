// The inbox in a panel, from the menu of a phone.
import { useLingui } from '@lingui/react/macro';
import { Drawer } from '../../ui/Dialog.tsx';
import { InboxList, ReadAll } from './InboxList.tsx';

export default function InboxDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Drawer isOpen title={t`Avis`} onClose={onClose}>
      <ReadAll />
      <InboxList onGo={onClose} />
    </Drawer>
  );
}
