// A grain as learners will see it, over the page.
import { useLingui } from '@lingui/react/macro';
import type { Grain } from '../../api/shapes.ts';
import { PreviewFrame } from '../../ui/PreviewFrame.tsx';

export function PreviewDialog({ grain, onClose }: { grain: Grain; onClose: () => void }) {
  const { t } = useLingui();
  return <PreviewFrame title={t`Aperçu de ${grain.title}`} address={`/preview/${grain.id}`} onClose={onClose} />;
}
