// The shortcuts of the whole application. One-key shortcuts are ignored while something is being typed.
import { useEffect } from 'react';
import type { Overlay } from './Shell.tsx';
import { singleKeys } from './singleKeys.ts';

export const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform ?? '');
export const modifierKey = isApple ? '⌘' : 'Ctrl';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function useShortcuts(open: (overlay: Overlay) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !singleKeys()) return;
      if (event.key === '?') {
        event.preventDefault();
        open('shortcuts');
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
        if (!search) return;
        event.preventDefault();
        search.focus();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
}
