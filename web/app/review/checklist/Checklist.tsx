// Before one decides: what the machine has checked, what was watched, and what only a person can say. It binds nobody.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { VisuallyHidden } from '../../../ui/Layout.tsx';
import { Checkbox } from '../../../ui/Toggle.tsx';
import { FindingList } from '../../preflight/FindingList.tsx';
import { moduleChecks } from '../../preflight/queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { useReview } from '../state.ts';
import css from './Checklist.module.css';
import { ENOUGH, shareSeen, useKept } from './kept.ts';

function Derived({ done, children }: { done: boolean; children: ReactNode }) {
  const { t } = useLingui();
  return (
    <li className={css.derived} data-done={done || undefined}>
      <Icon name={done ? 'done' : 'clock'} size={18} />
      <span>
        <VisuallyHidden>{done ? t`Fait :` : t`Reste :`} </VisuallyHidden>
        {children}
      </span>
    </li>
  );
}

/** The checks are those of the draft; once it was edited they say nothing of what was submitted. */
function Checks() {
  const { t } = useLingui();
  const { submission, goTo } = useReview();
  const { data } = useQuery({ ...moduleChecks(submission.module_id), enabled: !submission.edited });
  if (!data || submission.edited) return null;
  const { error_count, advice_count, items } = data;
  return (
    <>
      <Derived done={error_count === 0}>
        <Plural value={error_count} _0="Les contrôles ne trouvent pas d’erreur" one="# erreur" other="# erreurs" />
      </Derived>
      {advice_count > 0 && (
        <li className={css.advice}>
          <details>
            <summary>
              <Plural value={advice_count} one="# conseil" other="# conseils" />
            </summary>
            <FindingList
              findings={items}
              go={({ grain_id, at_ms, label }) =>
                grain_id && at_ms !== undefined ? (
                  <Button small kind="quiet" aria-label={t`Voir : ${label}`} onPress={() => goTo(grain_id, at_ms)}>
                    <Trans>Voir</Trans>
                  </Button>
                ) : null
              }
            />
          </details>
        </li>
      )}
    </>
  );
}

function Watched() {
  const format = useFormat();
  const { submission, notes } = useReview();
  const kept = useKept(notes);
  return submission.grains.map(({ grain_id, title, duration_ms }) => {
    const share = shareSeen(kept, grain_id, duration_ms);
    return (
      <Derived key={grain_id} done={share >= ENOUGH}>
        {share >= ENOUGH ? (
          <Trans>« {title} » vu en entier</Trans>
        ) : share === 0 ? (
          <Trans>« {title} » pas encore vu</Trans>
        ) : (
          <Trans>
            « {title} » : {format.percent(Math.floor(share * 100) / 100)} vus
          </Trans>
        )}
      </Derived>
    );
  });
}

export function Checklist() {
  const { t } = useLingui();
  const { threads, notes } = useReview();
  const { ticks } = useKept(notes);
  const open = threads.filter(({ isOpen }) => isOpen).length;
  const own = [
    { id: 'right', words: t`Ce qui est dit est juste et à jour` },
    { id: 'questions', words: t`Les questions se comprennent, et leur bonne réponse est la bonne` },
    { id: 'places', words: t`Les cibles sont où l’on regarde, et restent assez longtemps` },
    { id: 'people', words: t`Les personnes et les lieux filmés peuvent être montrés` },
  ];
  return (
    <>
      <ul>
        <Checks />
        <Watched />
        <Derived done={open === 0}>
          <Plural
            value={open}
            _0="Aucun commentaire en attente"
            one="# commentaire en attente"
            other="# commentaires en attente"
          />
        </Derived>
      </ul>
      <ul className={css.own} aria-label={t`À cocher`}>
        {own.map(({ id, words }) => (
          <li key={id}>
            <Checkbox isSelected={ticks.includes(id)} onChange={(on) => notes.tick(id, on)}>
              {words}
            </Checkbox>
          </li>
        ))}
      </ul>
      <p className={css.note}>
        <Trans>Pour vous seul : gardé dans ce navigateur, envoyé à personne.</Trans>
      </p>
    </>
  );
}
