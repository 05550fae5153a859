// Until when a module is to be done, or why it cannot be begun now.
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { LearningItem } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import css from './Learning.module.css';
import { dueOf } from './learn.ts';

export function DueLine({ item }: { item: LearningItem }) {
  const format = useFormat();
  const [now] = useState(Date.now);
  const due = dueOf(item, now);
  if (!due || item.due_ms === undefined) return null;
  const until = format.moment(item.due_ms);
  if (due === 'later')
    return (
      <p className={css.due}>
        <Trans>À faire avant le {until}</Trans>
      </p>
    );
  return (
    <p className={css.due}>
      {due === 'late' ? (
        <Badge tone="danger">
          <Trans>En retard : c’était pour le {until}</Trans>
        </Badge>
      ) : (
        <Badge tone="warning">
          <Trans>À faire avant le {until}</Trans>
        </Badge>
      )}
    </p>
  );
}

/** Nothing when the module is open. */
export function WhyNot({ item: { availability, opens_ms, closes_ms } }: { item: LearningItem }) {
  const format = useFormat();
  switch (availability) {
    case 'open':
      return null;
    case 'scheduled':
      return (
        <Badge tone="info">
          {opens_ms === undefined ? <Trans>Ouvre bientôt</Trans> : <Trans>Ouvre le {format.moment(opens_ms)}</Trans>}
        </Badge>
      );
    case 'suspended':
      return (
        <Badge tone="warning">
          <Trans>Suspendu pour l’instant</Trans>
        </Badge>
      );
    case 'closed':
      return (
        <Badge>
          {closes_ms === undefined ? <Trans>Fermé</Trans> : <Trans>Fermé depuis le {format.moment(closes_ms)}</Trans>}
        </Badge>
      );
  }
}
