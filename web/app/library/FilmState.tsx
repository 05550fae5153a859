// How far the film of a grain is. Nothing is said of a film that is ready, unless a column asks.
import { Trans } from '@lingui/react/macro';
import type { Grain } from '../../api/shapes.ts';
import { Badge } from '../../ui/Badge.tsx';
import { stateTones } from './words.ts';

export function FilmState({ grain, always }: { grain: Grain; always?: boolean }) {
  const { media_id, film_state, playable } = grain;
  if (!media_id)
    return (
      <Badge tone="neutral">
        <Trans>Sans film</Trans>
      </Badge>
    );
  if (!film_state)
    return (
      <Badge tone="danger">
        <Trans>Film supprimé</Trans>
      </Badge>
    );
  if (film_state === 'ready' && !always) return null;
  return (
    <Badge tone={playable && film_state === 'preparing' ? 'success' : stateTones[film_state]}>
      {film_state === 'ready' && <Trans>Prêt</Trans>}
      {film_state === 'uploading' && <Trans>Envoi en cours</Trans>}
      {film_state === 'preparing' && (playable ? <Trans>Lisible</Trans> : <Trans>Préparation</Trans>)}
      {film_state === 'failed' && <Trans>Échec</Trans>}
    </Badge>
  );
}
