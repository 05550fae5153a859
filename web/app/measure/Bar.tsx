// A bar in a cell of a table: the figure beside it says the same.
import css from './Bar.module.css';

export type BarPart = { part: number; kind: 'right' | 'wrong' | 'opened' | 'ignored' };

export const Bar = ({ parts }: { parts: readonly BarPart[] }) => (
  <span className={css.bar} aria-hidden="true">
    {parts.map(({ part, kind }) => (
      <span key={kind} className={css.part} data-kind={kind} style={{ width: `${Math.min(1, part) * 100}%` }} />
    ))}
  </span>
);
