// A new comment: on this moment of the film, or on the whole module; with its place on the picture and what it is about.
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Select } from '../../../ui/Select.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { useShown } from '../film/framedPlayer.ts';
import { type Draft, useReview } from '../state.ts';
import { parts } from '../words.ts';
import { comment } from './acts.ts';
import css from './Comments.module.css';
import { Writing } from './Writing.tsx';

const MOMENT = 'moment';
/** A quiz is a moment: this near to it one speaks of it. */
const NEAR_MS = 500;

function About({ draft }: { draft: Draft }) {
  const { t, i18n } = useLingui();
  const { player, setDraft } = useReview();
  const elements = useShown(player, (shown) => shown.elements);
  const here = elements.filter(
    ({ id, kind, start_ms, end_ms }) =>
      id === draft.element_id ||
      (kind !== 'chapter' && start_ms - NEAR_MS <= draft.at_ms && draft.at_ms <= end_ms + NEAR_MS),
  );
  if (here.length === 0) return null;
  return (
    <Select
      bare
      label={t`À propos de`}
      value={draft.element_id ?? MOMENT}
      onChange={(id) => setDraft({ ...draft, element_id: id === MOMENT ? null : id })}
      choices={[
        { id: MOMENT, label: t`Ce moment du film` },
        ...here.map(({ id, kind, title }) => ({ id, label: t`${i18n._(parts[kind].name)} : ${title}` })),
      ]}
    />
  );
}

export function Composer({ draft }: { draft: Draft }) {
  const { t } = useLingui();
  const { submission, setDraft } = useReview();
  const place = useRef<HTMLDivElement>(null);
  // Begun by a key while the list stood elsewhere.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} className={css.composer}>
      <Writing
        label={t`Votre commentaire`}
        action={t`Commenter`}
        text={draft.text}
        onText={(text) => setDraft({ ...draft, text })}
        onSend={() => comment(submission.id, draft)}
        onCancel={() => setDraft(null)}
      >
        {draft.grain_id ? (
          <>
            <About draft={draft} />
            <p className={css.where}>
              <Icon name="clock" size={16} />
              <span className={css.clock}>{formatClock(draft.at_ms)}</span>
              {draft.x === null ? (
                <Trans>sans endroit précis</Trans>
              ) : (
                <Button small kind="quiet" onPress={() => setDraft({ ...draft, x: null, y: null })}>
                  <Trans>Retirer l’endroit</Trans>
                </Button>
              )}
              <Button
                small
                kind="quiet"
                onPress={() => setDraft({ ...draft, grain_id: null, x: null, y: null, element_id: null })}
              >
                <Trans>Sur tout le module</Trans>
              </Button>
            </p>
          </>
        ) : (
          <p className={css.where}>
            <Icon name="module" size={16} />
            <Trans>Sur tout le module</Trans>
          </p>
        )}
      </Writing>
    </div>
  );
}
