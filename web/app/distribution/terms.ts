// When and how a distribution is followed, as typed and as the API takes it. Pure: no screen, no request.
import { z } from 'zod/mini';
import type { Distribution } from '../../api/shapes.ts';
import { fromTyped, toTyped } from '../../i18n/zone.ts';

export const MESSAGE_MAX = 1000;
export const UNLIMITED = 'unlimited';
export const ATTEMPTS = [UNLIMITED, '1', '2', '3', '5', '10'] as const;

const moment = z.string().check(z.refine((text) => text === '' || fromTyped(text) !== null, 'http.wrong_type'));

/** Members are named as those of the API, so that a refusal lands on its field. */
export const termsShape = {
  opens_ms: moment,
  closes_ms: moment,
  due_ms: moment,
  attempts_max: z.string(),
  pass_percent: z
    .string()
    .check(
      z.refine(
        (text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100),
        'http.out_of_range',
      ),
    ),
  message: z.string().check(z.trim(), z.maxLength(MESSAGE_MAX, 'http.out_of_range')),
};

export type Terms = { [Name in keyof typeof termsShape]: z.infer<(typeof termsShape)[Name]> };

export const NO_TERMS: Terms = {
  opens_ms: '',
  closes_ms: '',
  due_ms: '',
  attempts_max: UNLIMITED,
  pass_percent: '',
  message: '',
};

/** A window ends after it begins. */
export const endsAfterItBegins = ({ opens_ms, closes_ms }: Terms): boolean => {
  const closes = fromTyped(closes_ms);
  const opens = fromTyped(opens_ms);
  return closes === null || opens === null || closes > opens;
};

/** What is due can be done until then. */
export const isDueInside = ({ opens_ms, closes_ms, due_ms }: Terms): boolean => {
  const due = fromTyped(due_ms);
  if (due === null) return true;
  const opens = fromTyped(opens_ms);
  const closes = fromTyped(closes_ms);
  return (opens === null || due > opens) && (closes === null || due <= closes);
};

const typed = (ms: number | undefined): string => (ms === undefined ? '' : toTyped(ms));

export const termsOf = (distribution: Distribution): Terms => ({
  opens_ms: typed(distribution.opens_ms),
  closes_ms: typed(distribution.closes_ms),
  due_ms: typed(distribution.due_ms),
  attempts_max: distribution.attempts_max === undefined ? UNLIMITED : String(distribution.attempts_max),
  pass_percent: distribution.pass_percent === undefined ? '' : String(distribution.pass_percent),
  message: distribution.message,
});

export type TermsRead = {
  opens_ms: number | null;
  closes_ms: number | null;
  due_ms: number | null;
  attempts_max: number | null;
  pass_percent: number | null;
  message: string;
};

export const readTerms = (terms: Terms): TermsRead => ({
  opens_ms: fromTyped(terms.opens_ms),
  closes_ms: fromTyped(terms.closes_ms),
  due_ms: fromTyped(terms.due_ms),
  attempts_max: terms.attempts_max === UNLIMITED ? null : Number(terms.attempts_max),
  pass_percent: terms.pass_percent === '' ? null : Number(terms.pass_percent),
  message: terms.message.trim(),
});

type Sent = { [K in keyof TermsRead]: NonNullable<TermsRead[K]> };

/** Without what was left open: absent is no limit. */
export const given = (terms: TermsRead): Partial<Sent> =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null && value !== ''));

/** The members that differ; 0 takes a limit away. What was not touched keeps its seconds. */
export function changed(before: Terms, after: Terms): Partial<Sent> {
  const read = readTerms(after);
  const names = (Object.keys(read) as (keyof TermsRead)[]).filter((name) => before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, read[name] ?? 0]));
}
