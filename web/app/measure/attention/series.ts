// The numbers behind the picture of attention, one for each second of the film. A null is hidden: it stands for one to four
// people and is drawn as such, never as nothing.

export type Values = readonly (number | null)[];
export type Span = { from: number; to: number };

/** Part of those who watched, 0 to 1; several plays of one second by one person may go beyond. */
export const shareOf = (count: number | null, viewers: number | null): number | null =>
  count === null || viewers === null ? null : viewers > 0 ? count / viewers : 0;

export const sharesOf = (values: Values, viewers: number | null): (number | null)[] =>
  values.map((count) => shareOf(count, viewers));

/** Neighbouring seconds that look alike, as one piece: an hour of film is a few hundred pieces, not 3,600. */
export function runsOf<T>(values: readonly T[]): { value: T; from: number; to: number }[] {
  const runs: { value: T; from: number; to: number }[] = [];
  values.forEach((value, at) => {
    const last = runs[runs.length - 1];
    if (last && last.value === value) last.to = at + 1;
    else runs.push({ value, from: at, to: at + 1 });
  });
  return runs;
}

const LEVELS = 20;

/** Depth of the band, in twentieths so that neighbours can join; hidden seconds have none. */
export const depthsOf = (shares: Values): (number | null)[] =>
  shares.map((share) => (share === null ? null : Math.round(Math.min(1, share) * LEVELS) / LEVELS));

export const hiddenSpans = (values: Values): Span[] =>
  runsOf(values.map((value) => value === null))
    .filter(({ value }) => value)
    .map(({ from, to }) => ({ from, to }));

const round = (value: number) => Math.round(value * 100) / 100;

/** A line of steps, one for each second: what is said of a second holds for all of it. Heights are those of the picture
 * (0 on top), `top` is the share drawn at 0. Hidden seconds are gaps. */
export function stepLine(shares: Values, height: number, top: number): string {
  return knownRuns(shares)
    .map(({ from, values }) => {
      const y = values.map((share) => round(height - (Math.min(share, top) / top) * height));
      return `M${from} ${y[0]}${y.map((level, at) => `V${level}H${from + at + 1}`).join('')}`;
    })
    .join('');
}

/** The same line closed at the bottom. */
export function stepArea(shares: Values, height: number, top: number): string {
  return knownRuns(shares)
    .map(({ from, values }) => {
      const steps = values.map((share, at) => {
        const y = round(height - (Math.min(share, top) / top) * height);
        return `V${y}H${from + at + 1}`;
      });
      return `M${from} ${height}${steps.join('')}V${height}Z`;
    })
    .join('');
}

function knownRuns(shares: Values): { from: number; values: number[] }[] {
  const runs: { from: number; values: number[] }[] = [];
  let open: { from: number; values: number[] } | null = null;
  shares.forEach((share, at) => {
    if (share === null) {
      open = null;
      return;
    }
    if (!open) runs.push((open = { from: at, values: [] }));
    open.values.push(share);
  });
  return runs;
}

/** The share drawn at the top: everybody, or more when seconds were played again more often than that. */
export const topOf = (...all: Values[]): number =>
  Math.ceil(
    all.reduce((top, shares) => shares.reduce<number>((most, share) => Math.max(most, share ?? 0), top), 1) * 4,
  ) / 4;

export type Insights = {
  /** The stretch that most people saw. */
  most: (Span & { count: number }) | null;
  /** The ten seconds over which most people left. */
  loss: { at: number; count: number } | null;
  /** The stretch around the second played again most often. */
  again: (Span & { count: number }) | null;
};

const LOSS_S = 10;
/** A loss of less than this part of those who watched is no news. */
const LOSS_SHARE = 0.1;

function stretchAround(values: Values, belongs: (value: number) => boolean, at: number): Span {
  const inside = (place: number) => {
    const value = values[place];
    return value !== null && value !== undefined && belongs(value);
  };
  let from = at;
  let to = at + 1;
  while (inside(from - 1)) from--;
  while (inside(to)) to++;
  return { from, to };
}

function highest(values: Values): { at: number; value: number } | null {
  let best: { at: number; value: number } | null = null;
  values.forEach((value, at) => {
    if (value !== null && value > 0 && (!best || value > best.value)) best = { at, value };
  });
  return best;
}

function biggestLoss(presence: Values, viewers: number): Insights['loss'] {
  let loss: { at: number; count: number } | null = null;
  for (let at = 0; at + LOSS_S < presence.length; at++) {
    const [before, after] = [presence[at], presence[at + LOSS_S]];
    if (before === null || after === null || before === undefined || after === undefined) continue;
    const count = before - after;
    if (count >= Math.max(1, viewers * LOSS_SHARE) && count > (loss?.count ?? 0)) loss = { at, count };
  }
  return loss;
}

/** What a reader looks for first, so that it is said in words beside the picture. */
export function insightsOf(presence: Values, rewatch: Values, viewers: number | null): Insights {
  const seen = highest(presence);
  const again = highest(rewatch);
  return {
    most: seen && { ...stretchAround(presence, (value) => value === seen.value, seen.at), count: seen.value },
    loss: viewers ? biggestLoss(presence, viewers) : null,
    again: again && { ...stretchAround(rewatch, (value) => value * 2 >= again.value, again.at), count: again.value },
  };
}
