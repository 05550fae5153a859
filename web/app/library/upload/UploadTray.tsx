// The uploads of this page, at the bottom of every screen: how far, how fast, how long still; pause, go on, cancel.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { ProgressBar } from '../../../ui/Feedback.tsx';
import { Link } from '../../../ui/Link.tsx';
import { problemMessage } from '../../../ui/problem/messages.ts';
import { leftMs } from './rate.ts';
import { cancelUpload, forgetUpload, pauseUpload, resumeUpload, type Upload, underWay } from './uploads.ts';
import css from './UploadTray.module.css';

function useProgressWords(): (upload: Upload) => string {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return ({ state, file, sent_bytes, speed, code }) => {
    const sent = format.bytes(sent_bytes);
    const whole = format.bytes(file.size);
    const left = leftMs(file.size - sent_bytes, speed);
    switch (state) {
      case 'waiting':
        return t`En attente, ${whole}`;
      case 'sending':
        return left === null || speed === null
          ? t`${sent} sur ${whole}`
          : t`${sent} sur ${whole} · ${format.bytes(speed)}/s · encore ${format.duration(left)}`;
      case 'paused':
        return t`En pause, ${sent} sur ${whole}`;
      case 'offline':
        return t`Réseau coupé : reprendra à ${format.percent(sent_bytes / Math.max(1, file.size))}`;
      case 'sent':
        return t`Envoyé, ${whole}`;
      case 'failed':
        return i18n._(problemMessage(code ?? ''));
    }
  };
}

function Row({ upload }: { upload: Upload }) {
  const { t } = useLingui();
  const words = useProgressWords();
  const { id, file, state, sent_bytes } = upload;
  const stopped = state === 'paused' || state === 'offline' || state === 'failed';
  return (
    <li className={css.row}>
      <div className={css.head}>
        <span className={css.name} title={file.name}>
          {file.name}
        </span>
        {(state === 'sending' || state === 'waiting') && (
          <IconButton small icon="pause" label={t`Mettre en pause ${file.name}`} onPress={() => void pauseUpload(id)} />
        )}
        {stopped && (
          <IconButton
            small
            icon={state === 'failed' ? 'refresh' : 'play'}
            label={state === 'failed' ? t`Réessayer ${file.name}` : t`Reprendre ${file.name}`}
            onPress={() => void resumeUpload(id)}
          />
        )}
        <IconButton
          small
          icon="close"
          label={underWay(upload) ? t`Annuler l’envoi de ${file.name}` : t`Retirer ${file.name} de la liste`}
          onPress={() => (underWay(upload) ? void cancelUpload(id) : forgetUpload(id))}
        />
      </div>
      {underWay(upload) && <ProgressBar label={file.name} value={sent_bytes / Math.max(1, file.size)} />}
      <p className={css.words} data-failed={state === 'failed' || undefined}>
        {words(upload)}
      </p>
    </li>
  );
}

/** Time to read that it is done. */
const SEEN_MS = 8000;

/** Sent files need no row any more once it has been read; those that failed stay. */
function useLeaving(uploads: readonly Upload[], leaving: boolean): void {
  const sent = leaving && uploads.length > 0 && uploads.every(({ state }) => state === 'sent');
  useEffect(() => {
    if (!sent) return;
    const timer = setTimeout(() => uploads.forEach(({ id }) => forgetUpload(id)), SEEN_MS);
    return () => clearTimeout(timer);
  }, [sent, uploads]);
}

type Props = {
  uploads: readonly Upload[];
  /** Over a screen that works with its right side: out of the way, folded, gone once all is sent. */
  aside: boolean;
};

export default function UploadTray({ uploads, aside }: Props) {
  const { t } = useLingui();
  const [folded, setFolded] = useState(aside);
  useLeaving(uploads, aside && folded);
  const running = uploads.filter(underWay);
  const total = running.reduce((sum, { file }) => sum + file.size, 0);
  const sent = running.reduce((sum, { sent_bytes }) => sum + sent_bytes, 0);
  return (
    <aside className={css.tray} data-aside={aside || undefined} aria-label={t`Envois`}>
      <header className={css.bar}>
        <Icon name={running.length ? 'upload' : 'done'} size={18} />
        <h2 className={css.title} role="status">
          {running.length ? (
            <Plural value={running.length} one="# envoi en cours" other="# envois en cours" />
          ) : (
            <Trans>Envois terminés</Trans>
          )}
        </h2>
        <IconButton
          small
          icon={folded ? 'up' : 'down'}
          label={folded ? t`Déplier les envois` : t`Replier les envois`}
          aria-expanded={!folded}
          onPress={() => setFolded(!folded)}
        />
        {running.length === 0 && (
          <IconButton
            small
            icon="close"
            label={t`Fermer les envois`}
            onPress={() => uploads.forEach(({ id }) => forgetUpload(id))}
          />
        )}
      </header>
      {folded ? (
        running.length > 0 && <ProgressBar label={t`Tous les envois`} value={sent / Math.max(1, total)} />
      ) : (
        <>
          <ul className={css.list}>
            {uploads.map((upload) => (
              <Row key={upload.id} upload={upload} />
            ))}
          </ul>
          <p className={css.foot}>
            <Link to="/library" search={{ tab: 'media' }}>
              <Trans>Voir les médias</Trans>
            </Link>
          </p>
        </>
      )}
    </aside>
  );
}
