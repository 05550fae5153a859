// A box for a table that may be wider than a phone; it can then be scrolled by the keyboard too.
import type { ReactNode } from 'react';
import { useNarrow } from '../../ui/media.ts';
import css from './Measure.module.css';

export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const narrow = useNarrow();
  return (
    <div className={css.wide} {...(narrow ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}>
      {children}
    </div>
  );
}
