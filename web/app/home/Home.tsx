// The first screen, by role: what waits, what to learn, what to set up, which spaces to look after.
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { useSession } from '../../api/session.ts';
import { loadFeature } from '../../i18n/i18n.ts';
import { Skeleton } from '../../ui/Feedback.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { Learning } from './Learning.tsx';

// A part borrowed from another feature comes with what that feature says.
const Organisation = lazy(() => import('./Organisation.tsx'));
const Publisher = lazy(async () => {
  await loadFeature('space');
  return import('./Publisher.tsx');
});
const Waiting = lazy(() => import('./Waiting.tsx'));
const CameBack = lazy(() => import('./CameBack.tsx'));
const Authoring = lazy(async () => {
  await loadFeature('library');
  return import('./Authoring.tsx');
});
const Recent = lazy(async () => {
  await loadFeature('audit');
  return import('./Recent.tsx');
});

export default function Home() {
  const { t } = useLingui();
  const { person, rights, space } = useSession();
  const has = (right: string) => rights.includes(right);
  return (
    <>
      <PageHeader
        title={t`Bonjour ${person.first_name}`}
        lead={space.kind === 'publisher' && <Trans>Espace de l’éditeur</Trans>}
      />
      <Suspense fallback={<Skeleton height={120} />}>
        {has('space.list') && <Publisher />}
        {(has('module.review') || has('distribution.manage')) && <Waiting />}
        {has('module.submit') && !has('module.review') && <CameBack />}
        {has('person.read') && space.kind === 'client' && <Organisation />}
        {has('grain.edit') && space.kind === 'client' && <Authoring />}
        {has('audit.read') && <Recent />}
        {has('module.play') && <Learning alone={!has('grain.edit') && !has('person.edit')} />}
      </Suspense>
    </>
  );
}
