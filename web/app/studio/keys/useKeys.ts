// Listens to the keys of the studio. Typing is never taken for a command, and a control keeps the keys that press it.
import { useEffect } from 'react';
import { singleKeys } from '../../shell/singleKeys.ts';
import { actOf, type KeyAct } from './keys.ts';

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true]';
/** Layers above the studio have keys of their own. */
const ABOVE = '[role=dialog], [role=menu], [role=listbox], [role=alertdialog]';
const CONTROL = 'button, a, input, [role=tab], [role=button], [role=slider], [role=radio], [role=option], summary';
/** Places where Space plays and Enter goes to the inspector, although one can stand on what lies there. */
const SURFACE = '[data-surface]';
/** These press or move a control when the focus is on one. */
const OF_CONTROLS = new Set([' ', 'Enter', 'Delete', 'Backspace']);
const WHILE_TYPING = new Set<KeyAct>(['save']);

function taken(event: KeyboardEvent, act: KeyAct): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(ABOVE)) return false;
  if (target?.closest(TYPING)) return WHILE_TYPING.has(act);
  if (target?.closest(SURFACE)) return true;
  return !(OF_CONTROLS.has(event.key) && target?.closest(CONTROL));
}

export function useKeys(onAct: (act: KeyAct) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const row = actOf({ key: event.key, ctrl, alt: event.altKey, shift: event.shiftKey });
      if (!row || !taken(event, row.act)) return;
      if (!ctrl && !event.altKey && event.key.length === 1 && event.key !== ' ' && !singleKeys()) return;
      event.preventDefault();
      event.stopPropagation();
      onAct(row.act);
    };
    // Before the shortcuts of the application, whose “?” is another sheet.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [onAct]);
}
