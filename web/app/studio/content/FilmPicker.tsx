// The film of the grain, or another one. Elements beyond the end of a shorter film move into it.
import { useLingui } from '@lingui/react/macro';
import { request } from '../../../api/client.ts';
import { MediaPicker } from '../../library/MediaPicker.tsx';
import { takeFilm } from '../document/settings.ts';
import { useActs } from '../state/acts.ts';

async function lengthOf(media_id: string): Promise<number> {
  try {
    const { data } = await request.GET('/api/v1/media/{media_id}', { params: { path: { media_id } } });
    return data?.duration_ms ?? 0;
  } catch {
    // Not known now: the check “before the end of the film” says it later.
    return 0;
  }
}

export function FilmPicker({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { apply } = useActs();
  return (
    <MediaPicker
      kind="video"
      title={t`Le film du grain`}
      onClose={onClose}
      onPick={({ id }) => {
        onClose();
        void lengthOf(id).then((film_ms) => apply(takeFilm(id, film_ms)));
      }}
    />
  );
}
