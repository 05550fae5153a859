// Says that the network is gone, and goes away when it is back.
import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { Banner } from '../../ui/Feedback.tsx';
import css from './Shell.module.css';

const subscribe = (changed: () => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <div className={css.offline}>
      <Banner tone="warning" icon="offline">
        <Trans>Hors connexion. La page reste utilisable ; les changements attendent le retour du réseau.</Trans>
      </Banner>
    </div>
  );
}
