// What the checks found, over the settings: from here one goes to each place, and sees it go away once it is put right.
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { Finding } from '../../../api/shapes.ts';
import { Button } from '../../../ui/Button.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { EmptyState, ErrorState } from '../../../ui/States.tsx';
import { FindingList, FindingRow } from '../../preflight/FindingList.tsx';
import { GoTo } from '../../preflight/GoTo.tsx';
import { refreshChecks } from '../../preflight/queries.ts';
import { type ElementRef, KINDS, spanOf } from '../document/elements.ts';
import { faultWords } from '../faultWords.ts';
import { useActs } from '../state/acts.ts';
import { useStudio, useView } from '../state/studio.ts';
import type { Opened } from '../state/view.ts';
import css from './Checks.module.css';
import { useChecks, useModuleId } from './useChecks.ts';

/** Selects the element and goes to its moment; a content is reached by the target that opens it, a question by its quiz. */
export function useGoTo(): (element_id: string | undefined, at_ms: number | undefined) => void {
  const { edit, film } = useStudio();
  const { select, seek } = useActs();
  return (element_id, at_ms) => {
    const document = edit.document();
    const holder =
      document.targets.find(({ content_id }) => content_id === element_id)?.id ??
      document.quizzes.find(({ questions }) => questions.some(({ id }) => id === element_id))?.id ??
      element_id;
    const ref = KINDS.map((kind): ElementRef => ({ kind, id: holder ?? '' })).find((found) =>
      spanOf(document, found, film.film_ms),
    );
    select(ref ?? null);
    const at = at_ms ?? (ref && spanOf(document, ref, film.film_ms)?.start_ms);
    if (at !== undefined) seek(at);
  };
}

/** What is put right elsewhere than in the settings of an element. */
const openers: Partial<Record<Finding['code'], Opened>> = {
  'preflight.no_film': { kind: 'film' },
  'preflight.film_missing': { kind: 'film' },
  'preflight.film_failed': { kind: 'film' },
  'preflight.no_captions': { kind: 'captions' },
};

/** Within this grain one goes there; another grain is another studio. */
export function Go({ finding, onGone }: { finding: Finding; onGone?: () => void }) {
  const { t } = useLingui();
  const { grain_id, view } = useStudio();
  const module = useModuleId();
  const goTo = useGoTo();
  const { element_id, at_ms, label, grain_title } = finding;
  const about = label || grain_title || '';
  if (!finding.grain_id) return null;
  if (finding.grain_id !== grain_id)
    return (
      <GoTo
        {...(module ? { module_id: module } : {})}
        grain_id={finding.grain_id}
        element_id={element_id}
        at_ms={at_ms}
        about={about}
      />
    );
  return (
    <Button
      small
      kind="quiet"
      aria-label={t`Y aller : ${about}`}
      onPress={() => {
        goTo(element_id, at_ms);
        onGone?.();
        view.setState({ opened: openers[finding.code] ?? null });
      }}
    >
      <Trans>Y aller</Trans>
    </Button>
  );
}

function Faults() {
  const { t, i18n } = useLingui();
  const { faults } = useChecks();
  const { edit, film } = useStudio();
  const goTo = useGoTo();
  if (faults.length === 0) return null;
  return (
    <ul className={css.faults} aria-label={t`À compléter`}>
      {faults.map(({ code, ref }) => {
        const span = ref && spanOf(edit.document(), ref, film.film_ms);
        return (
          <FindingRow
            key={code + (ref?.id ?? '')}
            level="advice"
            sentence={i18n._(faultWords[code])}
            detail=""
            go={
              <Button
                small
                kind="quiet"
                aria-label={t`Y aller : ${i18n._(faultWords[code])}`}
                onPress={() => goTo(ref?.id, span?.start_ms)}
              >
                <Trans>Y aller</Trans>
              </Button>
            }
          />
        );
      })}
    </ul>
  );
}

function List() {
  const { t } = useLingui();
  const module = useModuleId();
  const { error, isPending, findings, faults } = useChecks();
  if (error) return <ErrorState error={error} onRetry={() => void refreshChecks()} />;
  if (isPending) return <SkeletonRows label={t`Contrôles en cours`} rows={3} />;
  if (findings.length === 0 && faults.length === 0)
    return (
      <EmptyState drawing="tasks" title={t`Rien à corriger`}>
        {module ? <Trans>Ce module peut être soumis.</Trans> : <Trans>Ce grain est prêt pour un module.</Trans>}
      </EmptyState>
    );
  return (
    <>
      <FindingList findings={findings} oneGrain={!module} go={(finding) => <Go finding={finding} />} />
      <Faults />
    </>
  );
}

export function ChecksPanel() {
  const { t } = useLingui();
  const { view } = useStudio();
  const open = useView(({ checks }) => checks);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) panel.current?.focus();
  }, [open]);
  if (!open) return null;
  return (
    <aside ref={panel} tabIndex={-1} className={css.panel} aria-label={t`Contrôles`}>
      <header className={css.head}>
        <h2>{t`Contrôles`}</h2>
        <IconButton
          small
          icon="close"
          label={t`Fermer les contrôles`}
          onPress={() => view.setState({ checks: false })}
        />
      </header>
      <div className={css.body}>
        <List />
      </div>
    </aside>
  );
}
