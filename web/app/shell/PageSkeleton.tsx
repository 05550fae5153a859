// The shape of a screen while its code or its first data comes.
import { useLingui } from '@lingui/react/macro';
import { Skeleton, SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';

export function PageSkeleton() {
  const { t } = useLingui();
  return (
    <Stack space={6}>
      <Skeleton width={240} height={28} />
      <SkeletonRows label={t`Chargement`} />
    </Stack>
  );
}
