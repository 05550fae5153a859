// A module that is done: its score when there is one, the way to see it again, and another attempt where one is allowed.
// Or one that closed before it was done.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { queryClient, request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { LearningItem } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { WhyNot } from './DueLine.tsx';
import css from './Learning.module.css';
import { mayRestart, playAddress } from './learn.ts';

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

/** Begins the next attempt and goes to it; what was done before stays. */
function Restart({ item }: { item: LearningItem }) {
  const { t, i18n } = useLingui();
  const [isBusy, setBusy] = useState(false);
  const { registration_id, attempts_left, title } = item;
  const restart = async () => {
    setBusy(true);
    try {
      await request.POST('/api/v1/learning/{registration_id}/attempts', { params: { path: { registration_id } } });
      window.location.assign(playAddress(item));
    } catch (error) {
      setBusy(false);
      const code = asProblem(error)?.code ?? '';
      // The sentences of these codes belong to authoring, which a learner does not load.
      const said = code.startsWith('distribution.') || code.startsWith('play.');
      showToast(said ? t`Ce module ne peut pas être recommencé maintenant.` : i18n._(problemMessage(code)), {
        tone: 'error',
      });
      await queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/learning'] });
    }
  };
  return (
    <span className={css.restart}>
      {attempts_left !== undefined && (
        <span className={css.figures}>
          <Plural value={attempts_left} one="encore # tentative" other="encore # tentatives" />
        </span>
      )}
      <Button
        small
        icon="refresh"
        isPending={isBusy}
        aria-label={t`Recommencer ${title}`}
        onPress={() => void restart()}
      >
        <Trans>Recommencer</Trans>
      </Button>
    </span>
  );
}

export function Done({ item }: { item: LearningItem }) {
  const format = useFormat();
  const { title, poster_url, last_ms, state, availability } = item;
  return (
    <li className={css.line}>
      <Poster small url={poster_url} icon="film" />
      {availability === 'open' ? (
        <a className={css.lineTitle} href={playAddress(item)}>
          {title}
        </a>
      ) : (
        <span className={css.lineTitle}>{title}</span>
      )}
      {state === 'done' ? <Outcome item={item} /> : <WhyNot item={item} />}
      <span className={css.when}>{last_ms !== undefined && format.date(last_ms)}</span>
      {mayRestart(item) && <Restart item={item} />}
    </li>
  );
}
