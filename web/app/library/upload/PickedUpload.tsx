// A file given where a media is being chosen: as soon as the server knows it, it is the one chosen; its bytes and its
// preparation go on behind.
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { Media } from '../../../api/shapes.ts';
import { Button } from '../../../ui/Button.tsx';
import { Banner, ProgressBar } from '../../../ui/Feedback.tsx';
import { problemMessage } from '../../../ui/problem/messages.ts';
import { cancelUpload, useUploads } from './uploads.ts';

type Props = { id: number; onStarted: (media: Pick<Media, 'id' | 'title'>) => void; onCancel: () => void };

export function PickedUpload({ id, onStarted, onCancel }: Props) {
  const { i18n } = useLingui();
  const upload = useUploads().find((candidate) => candidate.id === id);
  const media_id = upload?.media_id;
  const name = upload?.file.name ?? '';
  useEffect(() => {
    if (media_id) onStarted({ id: media_id, title: name.replace(/\.[^.]+$/, '') });
    // Once: the caller closes with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [media_id]);
  if (!upload) return null;
  if (upload.state === 'failed')
    return (
      <Banner tone="danger">
        {name} : {i18n._(problemMessage(upload.code ?? ''))}
      </Banner>
    );
  return (
    <Banner
      icon="upload"
      action={
        <Button
          small
          kind="quiet"
          onPress={() => {
            void cancelUpload(id);
            onCancel();
          }}
        >
          <Trans>Annuler l’envoi</Trans>
        </Button>
      }
    >
      <Trans>Envoi de {name}</Trans>
      <ProgressBar label={name} value={upload.sent_bytes / Math.max(1, upload.file.size)} />
    </Banner>
  );
}
