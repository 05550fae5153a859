// From a film to the studio: a grain with that film, opened.
import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import type { Media } from '../../api/shapes.ts';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { createGrain } from './acts.ts';
import { refreshGrains } from './queries.ts';

export function useNewGrain(): (media: Pick<Media, 'id' | 'title'>) => Promise<void> {
  const { i18n } = useLingui();
  const navigate = useNavigate();
  return async (media) => {
    try {
      const grain = await createGrain({ media_id: media.id, title: media.title });
      await navigate({ to: '/studio/$grainId', params: { grainId: grain.id } });
      await refreshGrains();
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
  };
}
