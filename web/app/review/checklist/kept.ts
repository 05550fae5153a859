// What a reviewer has ticked and watched of a submission: notes for oneself, kept in this browser.
import { useSyncExternalStore } from 'react';
import { join, type Span, total_ms } from '../../../../player/core/coverage.ts';

export type Kept = { ticks: readonly string[]; seen: Readonly<Record<string, readonly Span[]>> };

const EMPTY: Kept = { ticks: [], seen: {} };
const keyOf = (submission_id: string): string => `kair.review.${submission_id}`;

export class Notes {
  #kept: Kept;
  #listeners = new Set<() => void>();

  constructor(readonly submission_id: string) {
    this.#kept = read(submission_id);
  }

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };
  kept = (): Kept => this.#kept;

  tick(item: string, on: boolean): void {
    const others = this.#kept.ticks.filter((ticked) => ticked !== item);
    this.#keep({ ...this.#kept, ticks: on ? [...others, item] : others });
  }
  played(grain_id: string, span: Span): void {
    const { seen } = this.#kept;
    this.#keep({ ...this.#kept, seen: { ...seen, [grain_id]: join(seen[grain_id] ?? [], span) } });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      localStorage.setItem(keyOf(this.submission_id), JSON.stringify(kept));
    } catch {
      // Nowhere to keep it: the notes last as long as the page.
    }
    this.#listeners.forEach((listener) => listener());
  }
}

function read(submission_id: string): Kept {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(submission_id)) ?? 'null') as Partial<Kept> | null;
    return { ticks: found?.ticks ?? [], seen: found?.seen ?? {} };
  } catch {
    return EMPTY;
  }
}

export const useKept = (notes: Notes): Kept => useSyncExternalStore(notes.subscribe, notes.kept);

/** Share of a film that was watched, 0–1. A film of unknown length was not. */
export const shareSeen = ({ seen }: Kept, grain_id: string, duration_ms: number): number =>
  duration_ms > 0 ? Math.min(1, total_ms(seen[grain_id] ?? []) / duration_ms) : 0;

/** As the player counts: nobody plays the last moments to the frame. */
export const ENOUGH = 0.95;
