// A search that starts by itself a moment after the last key.
import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Input, SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import css from './Field.module.css';
import { Icon } from './icons.tsx';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  delayMs?: number;
};

export function SearchField({ label, value, onChange, placeholder, delayMs = 250 }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), delayMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange, delayMs]);
  return (
    <AriaSearchField aria-label={label} value={text} onChange={setText} onSubmit={onChange} className={css.field ?? ''}>
      <div className={css.box}>
        <span className={css.lead}>
          <Icon name="search" size={16} />
        </span>
        <Input className={classes(css.input, css.small, css.withTrail)} placeholder={placeholder ?? label} />
        {text && (
          <span className={css.trail}>
            <IconButton small icon="close" label={t`Effacer la recherche`} onPress={() => setText('')} />
          </span>
        )}
      </div>
    </AriaSearchField>
  );
}
