// Small marks: a state in colour and shape, a person's initials, a key of the keyboard, a large figure.
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './Badge.module.css';

export type Tone = 'neutral' | 'brand' | 'success' | 'warning' | 'danger' | 'info';

// The shape repeats the colour for whoever does not see it.
const shapes: Record<Tone, string> = {
  neutral: 'M2 4h6v2H2z',
  brand: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  success: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  warning: 'M5 0l5 5-5 5-5-5z',
  danger: 'M1 1h8v8H1z',
  info: 'M5 .5 9.500 9h-9z',
};

export const Badge = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={classes(css.badge, css[tone])}>
    <svg width="8" height="8" viewBox="0 0 10 10" aria-hidden="true">
      <path d={shapes[tone]} fill="currentColor" />
    </svg>
    {children}
  </span>
);

export type Kind = 'target' | 'quiz' | 'content' | 'chapter' | 'captions';

const kindShapes: Record<Kind, string> = {
  target: 'M7 1a6 6 0 1 1 0 12A6 6 0 0 1 7 1z',
  quiz: 'M7 0l7 7-7 7-7-7z',
  content: 'M1.500 1.500h11v11h-11z',
  chapter: 'M2 1h10L9 5l3 4H4v5H2z',
  captions: 'M0 5h14v4H0z',
};

/** The mark of a kind of element on the video. */
export const KindMark = ({ kind, size = 12 }: { kind: Kind; size?: number }) => (
  <svg className={css[`kind-${kind}`]} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
    <path d={kindShapes[kind]} fill="currentColor" />
  </svg>
);

export const Tag = ({ children }: { children: ReactNode }) => <span className={css.tag}>{children}</span>;

const TINTS = 6;

/** Decorative: the name is always written beside it. The tint follows the name, so it is the same everywhere. */
export function Avatar({ name, size = 28 }: { name: string; size?: 24 | 28 | 40 | 64 }) {
  const words = name.trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words[words.length - 1] : '']
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('');
  const tint = Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % TINTS;
  return (
    <span className={classes(css.avatar, css[`tint${tint}`], css[`size${size}`])} aria-hidden="true">
      {initials.toLocaleUpperCase()}
    </span>
  );
}

export const Kbd = ({ children }: { children: ReactNode }) => <kbd className={css.kbd}>{children}</kbd>;

/** A large numeral with the words that say what it counts. */
export const Figure = ({ value, label, detail }: { value: string; label: string; detail?: ReactNode }) => (
  <div className={css.figure}>
    <span className={css.value}>{value}</span>
    <span className={css.label}>{label}</span>
    {detail && <span className={css.detail}>{detail}</span>}
  </div>
);
