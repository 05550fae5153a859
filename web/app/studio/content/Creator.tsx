// A new target: first what it opens, when that is not known yet, then which image or document.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { MediaPicker } from '../../library/MediaPicker.tsx';
import { newId } from '../document/identity.ts';
import { useCreation } from '../state/useCreation.ts';
import type { ContentKind, Frame } from '../state/view.ts';
import css from './Content.module.css';
import { contentOf } from './contentOf.ts';

type Props = { opens: ContentKind | null; frame: Frame | null; onClose: () => void };

export function Creator({ opens, frame, onClose }: Props) {
  const { t } = useLingui();
  const [kind, setKind] = useState(opens);
  const create = useCreation();
  if (kind === 'image' || kind === 'slides')
    return (
      <MediaPicker
        kind={kind === 'image' ? 'image' : 'document'}
        title={kind === 'image' ? t`Quelle image ouvrir ?` : t`Quel document ouvrir ?`}
        onClose={onClose}
        onPick={(media) => {
          onClose();
          create.put(contentOf(kind, newId(), media), frame);
        }}
      />
    );
  return (
    <Dialog isOpen title={t`Que doit ouvrir cette cible ?`} onClose={onClose}>
      <div className={css.kinds}>
        <Button icon="image" onPress={() => setKind('image')}>
          <Trans>Une image</Trans>
        </Button>
        <Button icon="slides" onPress={() => setKind('slides')}>
          <Trans>Les pages d’un PDF</Trans>
        </Button>
        <Button
          icon="text"
          onPress={() => {
            onClose();
            create.text(frame);
          }}
        >
          <Trans>Un texte</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
