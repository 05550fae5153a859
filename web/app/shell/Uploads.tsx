// The place of the uploads under way: there on every screen, loaded with the first file. An upload is not a task of the
// server: it lives in this page.
import { lazy, Suspense } from 'react';
import { loadFeature } from '../../i18n/i18n.ts';
import { useUploads } from '../library/upload/uploads.ts';

const UploadTray = lazy(async () => {
  const [tray] = await Promise.all([import('../library/upload/UploadTray.tsx'), loadFeature('library')]);
  return tray;
});

/** `full`: the screen needs its right side; the list starts folded at the left and goes when all is done. */
export function Uploads({ full }: { full: boolean }) {
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  return (
    <Suspense>
      <UploadTray key={String(full)} uploads={uploads} aside={full} />
    </Suspense>
  );
}
