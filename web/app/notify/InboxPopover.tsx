// The inbox under the bell.
import { Dialog, Popover } from 'react-aria-components/Popover';
import { classes } from '../../ui/classes.ts';
import popover from '../../ui/Popover.module.css';
import type { MenuPlace } from '../shell/Header.tsx';
import css from './Inbox.module.css';
import { InboxList, InboxTitle } from './InboxList.tsx';

export default function InboxPopover({ triggerRef, onClose }: MenuPlace) {
  return (
    <Popover
      isOpen
      onOpenChange={(open) => !open && onClose()}
      triggerRef={triggerRef}
      placement="bottom end"
      offset={4}
      className={classes(popover.popover, css.popover)}
    >
      <Dialog className={css.dialog ?? ''}>
        <InboxTitle />
        <InboxList onGo={onClose} />
      </Dialog>
    </Popover>
  );
}
