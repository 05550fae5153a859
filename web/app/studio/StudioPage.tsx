// Reads the grain, then opens the studio on it. Another grain is another studio: nothing of the one before stays.
import { useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { GrainDocument } from '../../../player/core/document.ts';
import { api } from '../../api/client.ts';
import { Skeleton } from '../../ui/Feedback.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { lendTheme } from '../shell/theme.ts';
import { Studio } from './Studio.tsx';
import css from './Studio.module.css';

/** Dark around the film, whatever the theme of the other screens. */
function useDark() {
  useEffect(() => {
    lendTheme('dark');
    return () => lendTheme(null);
  }, []);
}

function Waiting() {
  const { t } = useLingui();
  return (
    <div className={css.waiting} role="status" aria-label={t`Chargement`}>
      <Skeleton height={32} />
      <Skeleton height={360} />
      <Skeleton height={160} />
    </div>
  );
}

export default function StudioPage() {
  useDark();
  const { grainId = '' } = useParams({ strict: false });
  const draft = api.useQuery(
    'get',
    '/api/v1/grains/{grain_id}',
    { params: { path: { grain_id: grainId } } },
    // Read once when it is opened: from then on the studio's own copy leads, and saving finds out about others.
    { staleTime: Infinity, gcTime: 0, refetchOnReconnect: false, refetchOnWindowFocus: false },
  );
  if (draft.error) return <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.data) return <Waiting />;
  const { grain, document } = draft.data;
  return <Studio key={grainId} grain_id={grainId} document={document as GrainDocument} version={grain.version} />;
}
