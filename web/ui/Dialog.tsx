// A question or a small form over the page, and a panel at its edge. Focus goes in, stays in and comes back.
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './IconButton.tsx';
import { classes } from './classes.ts';
import css from './Dialog.module.css';

type Props = {
  title: string;
  isOpen: boolean;
  onClose?: (() => void) | undefined;
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  /** Edge panel instead of a centred box. */
  side?: 'left' | 'right';
};

export function Dialog({ title, isOpen, onClose, children, actions, wide, side }: Props) {
  const { t } = useLingui();
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={!!onClose}
      isKeyboardDismissDisabled={!onClose}
      onOpenChange={(open) => !open && onClose?.()}
      className={classes(css.veil, side && css.edge)}
    >
      <Modal className={classes(css.box, wide && css.wide, side && css.drawer, side === 'left' && css.left)}>
        <AriaDialog className={css.dialog ?? ''}>
          <header className={css.head}>
            <Heading slot="title" level={2} className={css.title ?? ''}>
              {title}
            </Heading>
            {onClose && <IconButton small icon="close" label={t`Fermer`} onPress={onClose} />}
          </header>
          <div className={css.body}>{children}</div>
          {actions && <footer className={css.foot}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export const Drawer = ({ side = 'right', ...props }: Props) => <Dialog {...props} side={side} />;
