// Suspending holds at once and is taken back by resuming, so neither asks first.
import { useLingui } from '@lingui/react/macro';
import type { Distribution } from '../../api/shapes.ts';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { resume, suspend } from './acts.ts';
import { refreshDistributions } from './queries.ts';

export function usePause({ id, title }: Distribution): { pause: () => void; goOn: () => void } {
  const { t, i18n } = useLingui();
  const run = async (act: (id: string) => Promise<unknown>, said: string, undo: () => void) => {
    try {
      await act(id);
      showToast(said, { undo });
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
    await refreshDistributions();
  };
  const pause = () => void run(suspend, t`${title} est suspendu`, goOn);
  const goOn = () => void run(resume, t`${title} reprend`, pause);
  return { pause, goOn };
}
