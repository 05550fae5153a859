// A typed time, mm:ss.mmm. Taken on Enter and on leaving; arrows go by a tenth of a second. What is not a time is said.
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useState } from 'react';
import { TextField } from '../../../ui/TextField.tsx';
import { formatTime, parseTime } from '../document/times.ts';

const STEP_MS = 100;

type Props = {
  label: string;
  value: number;
  onChange: (ms: number) => void;
  bare?: boolean;
  isDisabled?: boolean;
};

export function TimeField({ label, value, onChange, bare, isDisabled }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parseTime(typed) === null;
  const take = () => {
    const ms = typed === null ? null : parseTime(typed);
    if (ms === null) return;
    setTyped(null);
    if (ms !== value) onChange(ms);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      setTyped(null);
      onChange(value + (event.key === 'ArrowUp' ? STEP_MS : -STEP_MS));
    }
  };
  return (
    <TextField
      label={label}
      bare={!!bare}
      value={typed ?? formatTime(value)}
      onChange={setTyped}
      onBlur={() => (wrong ? setTyped(null) : take())}
      onKeyDown={onKeyDown}
      error={wrong ? t`Une heure s’écrit 01:15.250` : undefined}
      isDisabled={!!isDisabled}
      inputMode="decimal"
    />
  );
}
