// A place or a size, in per cent of the picture. Taken on Enter and on leaving; arrows go by half a per cent.
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useState } from 'react';
import { TextField } from '../../../ui/TextField.tsx';

const STEP = 0.5;

type Props = { label: string; value: number; onChange: (value: number) => void };

const parse = (text: string): number | null => {
  const found = /^\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*%?\s*$/.exec(text);
  return found?.[1] ? Number(found[1].replace(',', '.')) : null;
};

export function PercentField({ label, value, onChange }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && parse(typed) === null;
  const take = () => {
    const percent = typed === null ? null : parse(typed);
    if (percent === null) return;
    setTyped(null);
    if (percent !== value) onChange(percent);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      setTyped(null);
      onChange(value + (event.key === 'ArrowUp' ? STEP : -STEP));
    }
  };
  return (
    <TextField
      label={label}
      value={typed ?? String(Math.round(value * 100) / 100)}
      onChange={setTyped}
      onBlur={() => (wrong ? setTyped(null) : take())}
      onKeyDown={onKeyDown}
      error={wrong ? t`De 0 à 100` : undefined}
      inputMode="decimal"
    />
  );
}
