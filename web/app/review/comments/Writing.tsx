// A text to send: a comment, a reply, a correction. Ctrl and Enter send it, Escape gives it up.
import { Trans } from '@lingui/react/macro';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { ProblemBanner } from '../../../ui/States.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import css from './Comments.module.css';

const TEXT_MAX = 2000;

type Props = {
  label: string;
  action: string;
  text: string;
  onText: (text: string) => void;
  onSend: (text: string) => Promise<unknown>;
  onCancel: () => void;
  children?: ReactNode;
};

export function Writing({ label, action, text, onText, onSend, onCancel, children }: Props) {
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    if (!text.trim() || isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onSend(text);
      onCancel();
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <div className={css.writing}>
      <ProblemBanner error={problem} />
      <TextField
        bare
        // What is written is what was asked for by the press that opened this.
        autoFocus
        label={label}
        placeholder={label}
        lines={3}
        maxLength={TEXT_MAX}
        value={text}
        onChange={onText}
        onKeyDown={onKeyDown}
      />
      {children}
      <div className={css.acts}>
        <Button small kind="primary" isDisabled={!text.trim()} isPending={isBusy} onPress={() => void send()}>
          {action}
        </Button>
        <Button small kind="quiet" onPress={onCancel}>
          <Trans>Annuler</Trans>
        </Button>
      </div>
    </div>
  );
}
