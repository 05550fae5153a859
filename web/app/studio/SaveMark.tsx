// Whether what is written is kept: in words, always there, said aloud only when something is wrong.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../ui/Button.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { elementAt } from './document/field.ts';
import { useActs } from './state/acts.ts';
import type { SaveState } from './state/saver.ts';
import { useDocument, useSaveState, useStudio } from './state/studio.ts';
import css from './SaveMark.module.css';

const icons: Record<SaveState['kind'], IconName> = {
  saved: 'done',
  waiting: 'clock',
  saving: 'upload',
  offline: 'offline',
  refused: 'error',
  conflict: 'warning',
};

function useTime(): (ms: number) => string {
  const { i18n } = useLingui();
  return (ms) => new Intl.DateTimeFormat(i18n.locale, { hour: '2-digit', minute: '2-digit' }).format(ms);
}

function Words({ state }: { state: SaveState }) {
  const { i18n } = useLingui();
  const time = useTime();
  switch (state.kind) {
    case 'saved':
      return state.at_ms === null ? <Trans>Enregistré</Trans> : <Trans>Enregistré · {time(state.at_ms)}</Trans>;
    case 'waiting':
      return <Trans>Modifications en attente</Trans>;
    case 'saving':
      return <Trans>Enregistrement…</Trans>;
    case 'offline':
      return <Trans>Hors connexion : gardé ici, envoyé dès le retour du réseau</Trans>;
    case 'refused':
      return (
        <>
          <Trans>Non enregistré :</Trans> {i18n._(problemMessage(state.code))}
        </>
      );
    case 'conflict':
      return <Trans>Modifié ailleurs</Trans>;
  }
}

export function SaveMark() {
  const state = useSaveState();
  const { saver } = useStudio();
  const document = useDocument();
  const { select } = useActs();
  const wrong = state.kind === 'refused' || state.kind === 'conflict' || state.kind === 'offline';
  const faulty = state.kind === 'refused' ? elementAt(document, state.field) : null;
  return (
    <div className={css.mark} data-kind={state.kind} {...(wrong ? { role: 'status' } : {})}>
      <Icon name={icons[state.kind]} size={16} />
      <span className={css.words}>
        <Words state={state} />
      </span>
      {faulty && (
        <Button small kind="quiet" onPress={() => select(faulty)}>
          <Trans>Y aller</Trans>
        </Button>
      )}
      {(state.kind === 'refused' || state.kind === 'offline') && (
        <Button small kind="quiet" onPress={() => void saver.flush()}>
          <Trans>Réessayer</Trans>
        </Button>
      )}
    </div>
  );
}
