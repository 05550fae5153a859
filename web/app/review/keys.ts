// The keys of the review, one row each. Those of comments act wherever the focus is, the player's own outside it: inside,
// the player has them.
import { useEffect } from 'react';
import { singleKeys } from '../shell/singleKeys.ts';

export type KeyAct = 'comment' | 'next' | 'previous' | 'toggle' | 'back' | 'forth' | 'little_back' | 'little_forth';

export const commentKeys: Record<string, KeyAct> = { c: 'comment', n: 'next', p: 'previous' };
const playerKeys: Record<string, KeyAct> = {
  ' ': 'toggle',
  k: 'toggle',
  j: 'back',
  l: 'forth',
  arrowleft: 'little_back',
  arrowright: 'little_forth',
};
const all: Record<string, KeyAct> = { ...commentKeys, ...playerKeys };

/** Typing, and layers with keys of their own. */
const TAKEN = 'input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]';
/** These press a control, or move in it, when the focus is on one. */
const OF_CONTROLS = [' ', 'arrowleft', 'arrowright'];
const CONTROL = 'button, a, summary, [role=tab], [data-keys]';

const notOurs = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;

/** What this key does here, if it is ours. */
function actOf(event: KeyboardEvent): KeyAct | null {
  const key = event.key.toLowerCase();
  const target = event.target instanceof Element ? event.target : null;
  if (notOurs(event) || target?.closest(TAKEN)) return null;
  if (OF_CONTROLS.includes(key) && target?.closest(CONTROL)) return null;
  if (key.length === 1 && key !== ' ' && !singleKeys()) return null;
  return all[key] ?? null;
}

export function useReviewKeys(onAct: (act: KeyAct) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = actOf(event);
      if (!act) return;
      event.preventDefault();
      onAct(act);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onAct]);
}
