// A module that is done: its score when there is one, and the way to see it again.
import { Trans } from '@lingui/react/macro';
import type { LearningItem } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Poster } from '../../ui/Poster.tsx';
import css from './Learning.module.css';
import { playAddress } from './learn.ts';

function Outcome({ item: { score_percent, success } }: { item: LearningItem }) {
  if (success === undefined)
    return (
      <Badge tone="success">
        {score_percent === undefined ? <Trans>Terminé</Trans> : <Trans>Terminé, {score_percent} %</Trans>}
      </Badge>
    );
  return success ? (
    <Badge tone="success">
      <Trans>Réussi, {score_percent ?? 0} %</Trans>
    </Badge>
  ) : (
    <Badge tone="warning">
      <Trans>À revoir, {score_percent ?? 0} %</Trans>
    </Badge>
  );
}

export function Done({ item }: { item: LearningItem }) {
  const format = useFormat();
  const { title, poster_url, last_ms } = item;
  return (
    <li className={css.line}>
      <Poster small url={poster_url} icon="film" />
      <a className={css.lineTitle} href={playAddress(item)}>
        {title}
      </a>
      <Outcome item={item} />
      <span className={css.when}>{last_ms !== undefined && format.date(last_ms)}</span>
    </li>
  );
}
