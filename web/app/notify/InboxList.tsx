// The entries, newest first: what it is about, what happened, when. One press goes there and marks it as read.
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components/Modal';
import type { InboxEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawing } from '../../ui/drawings.tsx';
import { Icon } from '../../ui/icons.tsx';
import { VisuallyHidden } from '../../ui/Layout.tsx';
import { Link } from '../../ui/Link.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import css from './Inbox.module.css';
import { inboxQuery, markRead } from './inbox.ts';
import { kindIcons, useWords } from './useWords.ts';

/** Playing is a page of its own, outside the application. */
const isPlayed = (link: string) => link.startsWith('/play/');

/** The router wants the path and the search apart. */
function addressOf(link: string): { to: '/'; search: Record<string, string> } {
  const { pathname, searchParams } = new URL(link, window.location.origin);
  return { to: pathname as '/', search: Object.fromEntries(searchParams) };
}

function Way({ entry, onGo, children }: { entry: InboxEntry; onGo: () => void; children: ReactNode }) {
  const go = () => {
    if (entry.read_ms === undefined) void markRead([entry.id]);
    onGo();
  };
  return isPlayed(entry.link) ? (
    <a className={css.way} href={entry.link} onClick={go}>
      {children}
    </a>
  ) : (
    <Link className={css.way ?? ''} {...addressOf(entry.link)} onClick={go}>
      {children}
    </Link>
  );
}

function Entry({ entry, onGo }: { entry: InboxEntry; onGo: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const words = useWords();
  const unread = entry.read_ms === undefined;
  return (
    <li className={css.entry} data-unread={unread || undefined}>
      <Way entry={entry} onGo={onGo}>
        <span className={css.sign}>
          <Icon name={kindIcons[entry.kind]} size={18} />
        </span>
        <span className={css.words}>
          <span className={css.what}>
            {entry.title}
            {unread && <VisuallyHidden>{t`, non lu`}</VisuallyHidden>}
          </span>
          <span className={css.said}>{words(entry)}</span>
          {entry.detail && <span className={css.detail}>{entry.detail}</span>}
          <time className={css.when} dateTime={new Date(entry.created_ms).toISOString()}>
            {format.relative(entry.created_ms)}
          </time>
        </span>
      </Way>
    </li>
  );
}

export function ReadAll() {
  const { data } = useQuery(inboxQuery);
  if (!data?.unread_count) return null;
  return (
    <Button small kind="quiet" onPress={() => void markRead()}>
      <Trans>Tout marquer comme lu</Trans>
    </Button>
  );
}

export const InboxTitle = () => (
  <div className={css.head}>
    <Heading slot="title" level={2} className={css.title ?? ''}>
      <Trans>Avis</Trans>
    </Heading>
    <ReadAll />
  </div>
);

export function InboxList({ onGo }: { onGo: () => void }) {
  const { data, error } = useQuery(inboxQuery);
  if (error) return <ProblemBanner error={error} />;
  if (!data) return null;
  if (data.items.length === 0)
    return (
      <div className={css.empty}>
        <Drawing name="mail" />
        <p>
          <Trans>Rien à signaler. Les modules à suivre, les validations et les commentaires s’annoncent ici.</Trans>
        </p>
      </div>
    );
  return (
    <ul className={css.list}>
      {data.items.map((entry) => (
        <Entry key={entry.id} entry={entry} onGo={onGo} />
      ))}
    </ul>
  );
}
