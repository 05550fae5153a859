// Which seconds of the film were really played: intervals in milliseconds, joined where they touch.

export type Span = { from_ms: number; to_ms: number };

/** `spans` with one more; stays sorted and without overlap. */
export function join(spans: readonly Span[], added: Span): Span[] {
  const joined: Span[] = [];
  let { from_ms, to_ms } = added;
  for (const span of spans) {
    if (span.to_ms < from_ms || span.from_ms > to_ms) {
      joined.push(span);
    } else {
      from_ms = Math.min(from_ms, span.from_ms);
      to_ms = Math.max(to_ms, span.to_ms);
    }
  }
  joined.push({ from_ms, to_ms });
  return joined.sort((a, b) => a.from_ms - b.from_ms);
}

/** `spans` in the order in which they were played, with one more: the last one goes on where the new one begins. What is
 * played again is told again. */
export function goOn(spans: readonly Span[], added: Span): Span[] {
  const last = spans[spans.length - 1];
  if (!last || last.to_ms !== added.from_ms) return spans.concat(added);
  return spans.slice(0, -1).concat({ from_ms: last.from_ms, to_ms: added.to_ms });
}

export const total_ms = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from_ms, to_ms }) => sum + to_ms - from_ms, 0);

/** First moment that is in none of the spans; `end_ms` when there is none. */
export function firstGap(spans: readonly Span[], end_ms: number): number {
  let at = 0;
  for (const { from_ms, to_ms } of spans) {
    if (from_ms > at) break;
    at = Math.max(at, to_ms);
  }
  return Math.min(at, end_ms);
}

/** The form of the xAPI video profile: seconds, "0.000[.]4.250[,]9.000[.]12.000". */
export const formatSpans = (spans: readonly Span[]): string =>
  spans.map(({ from_ms, to_ms }) => `${seconds(from_ms)}[.]${seconds(to_ms)}`).join('[,]');

export function parseSpans(text: string): Span[] {
  if (!text) return [];
  return text.split('[,]').map((part) => {
    const [from = '0', to = '0'] = part.split('[.]');
    return { from_ms: Math.round(Number(from) * 1000), to_ms: Math.round(Number(to) * 1000) };
  });
}

const seconds = (ms: number): string => (Math.round(ms) / 1000).toFixed(3);
