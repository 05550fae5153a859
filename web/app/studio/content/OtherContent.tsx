// Another image or document for a target that is there.
import { useLingui } from '@lingui/react/macro';
import { MediaPicker } from '../../library/MediaPicker.tsx';
import { openContent } from '../document/contents.ts';
import { newId } from '../document/identity.ts';
import { useActs } from '../state/acts.ts';
import type { ContentKind } from '../state/view.ts';
import { contentOf } from './contentOf.ts';

type Props = { target_id: string; opens: ContentKind; onClose: () => void };

export function OtherContent({ target_id, opens, onClose }: Props) {
  const { t } = useLingui();
  const { apply } = useActs();
  const kind = opens === 'slides' ? 'slides' : 'image';
  return (
    <MediaPicker
      kind={kind === 'image' ? 'image' : 'document'}
      title={kind === 'image' ? t`Quelle image ouvrir ?` : t`Quel document ouvrir ?`}
      onClose={onClose}
      onPick={(media) => {
        onClose();
        // An identity never changes kind: what is opened instead is a content of its own.
        apply(openContent(target_id, contentOf(kind, newId(), media)));
      }}
    />
  );
}
