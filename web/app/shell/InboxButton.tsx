// The bell: how much is unread, whatever the screen. The list is loaded when it is opened.
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { queryClient } from '../../api/client.ts';
import { loadFeature } from '../../i18n/i18n.ts';
import button from '../../ui/Button.module.css';
import { Icon } from '../../ui/icons.tsx';
import { inboxQuery } from '../notify/inbox.ts';

const InboxPopover = lazy(async () => {
  await loadFeature('notify');
  return import('../notify/InboxPopover.tsx');
});
const SHOWN_UP_TO = 99;

function useUnread(): { count: number; text: string; name: string } {
  const { t } = useLingui();
  const { data } = useQuery(inboxQuery);
  const count = data?.unread_count ?? 0;
  return {
    count,
    text: count > SHOWN_UP_TO ? `${SHOWN_UP_TO}+` : String(count),
    name: count ? plural(count, { one: 'Avis, # non lu', other: 'Avis, # non lus' }) : t`Avis`,
  };
}

/** Something new was told: what the home shows is older than that. */
function useHomeRefresh(count: number) {
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) {
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/learning'] });
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/submissions'] });
    }
    before.current = count;
  }, [count]);
}

export function InboxButton() {
  const { count, text, name } = useUnread();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useHomeRefresh(count);
  return (
    <>
      <Button
        ref={trigger}
        className={button.icon ?? ''}
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        <Icon name="bell" />
        {count > 0 && (
          <span className={button.badge} aria-hidden="true">
            {text}
          </span>
        )}
      </Button>
      <Suspense>{open && <InboxPopover triggerRef={trigger} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
