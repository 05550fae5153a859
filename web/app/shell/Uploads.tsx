// The place of the uploads under way: there on every screen, loaded with the first file. An upload is not a task of the
// server: it lives in this page.
import { lazy, Suspense } from 'react';
import { loadFeature } from '../../i18n/i18n.ts';
import { useUploads } from '../library/upload/uploads.ts';

const UploadTray = lazy(async () => {
  const [tray] = await Promise.all([import('../library/upload/UploadTray.tsx'), loadFeature('library')]);
  return tray;
});

export function Uploads() {
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  return (
    <Suspense>
      <UploadTray uploads={uploads} />
    </Suspense>
  );
}
