// The grain as learners will see it. Nothing played there is recorded.
import { Trans, useLingui } from '@lingui/react/macro';
import { PreviewFrame } from '../../../ui/PreviewFrame.tsx';
import { useSaveState, useStudio } from '../state/studio.ts';

export function Preview({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { grain_id } = useStudio();
  const saved = useSaveState().kind === 'saved';
  return (
    <PreviewFrame
      title={t`Aperçu`}
      address={`/preview/${grain_id}`}
      onClose={onClose}
      note={!saved && <Trans>Sans les dernières modifications : elles ne sont pas encore enregistrées.</Trans>}
    />
  );
}
