// How far a media is: state in colour and words, progress, what went wrong and what to do about it.
import { Trans, useLingui } from '@lingui/react/macro';
import { useSession } from '../../api/session.ts';
import type { Media } from '../../api/shapes.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/Feedback.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { retryMedia } from './acts.ts';
import css from './Library.module.css';
import { refreshMedia } from './queries.ts';
import { useUploads } from './upload/uploads.ts';
import { sentShare, stateTones, useMediaState, worthRetrying } from './words.ts';

export function MediaState({ media }: { media: Media }) {
  const { t, i18n } = useLingui();
  const { person } = useSession();
  const state = useMediaState();
  const sending = useUploads().some(({ media_id }) => media_id === media.id);
  const retry = async () => {
    try {
      await retryMedia(media.id);
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
    await refreshMedia();
  };
  const left = media.state === 'uploading' && !sending && media.owner_id === person.id;
  const share = media.state === 'uploading' ? sentShare(media) : media.progress;
  return (
    <div className={css.state}>
      <Badge tone={media.state === 'preparing' && media.playable ? 'success' : stateTones[media.state]}>
        {left ? t`Envoi interrompu` : state(media)}
      </Badge>
      {(media.state === 'preparing' || (media.state === 'uploading' && !left)) && (
        <ProgressBar label={media.title} value={share} />
      )}
      {left && (
        <p className={css.why}>
          <Trans>Déposez de nouveau {media.file_name} pour reprendre où il en était.</Trans>
        </p>
      )}
      {media.state === 'failed' && (
        <p className={css.why}>{i18n._(problemMessage(media.error_code ?? 'media.step_failed'))}</p>
      )}
      {worthRetrying(media) && (
        <Button small icon="refresh" onPress={() => void retry()}>
          <Trans>Réessayer</Trans>
        </Button>
      )}
    </div>
  );
}
