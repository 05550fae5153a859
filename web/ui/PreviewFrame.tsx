// A page of ours in a frame over this one, as wide as a computer or a telephone.
import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './IconButton.tsx';
import css from './PreviewFrame.module.css';

type Props = { title: string; address: string; note?: ReactNode; onClose: () => void };

export function PreviewFrame({ title, address, note, onClose }: Props) {
  const { t } = useLingui();
  const [phone, setPhone] = useState(false);
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={css.veil ?? ''}>
      <Modal className={css.box ?? ''}>
        <Dialog className={css.dialog ?? ''}>
          <header className={css.head}>
            <Heading slot="title" level={2} className={css.title ?? ''}>
              {title}
            </Heading>
            {note && (
              <p className={css.note} role="status">
                {note}
              </p>
            )}
            <div className={css.sizes} role="group" aria-label={t`Écran`}>
              <IconButton icon="screen" label={t`Ordinateur`} aria-pressed={!phone} onPress={() => setPhone(false)} />
              <IconButton icon="phone" label={t`Téléphone`} aria-pressed={phone} onPress={() => setPhone(true)} />
            </div>
            <IconButton icon="close" label={t`Fermer`} onPress={onClose} />
          </header>
          <div className={css.room}>
            <iframe
              className={phone ? css.phone : css.screen}
              src={address}
              title={title}
              allow="fullscreen; autoplay"
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
