// Keeps the focus inside a panel while it is open, and gives it back where it came from.

const FOCUSABLE = 'a[href],button:not([disabled]),input:not([disabled]),summary,[tabindex="0"]';

const visible = (element: HTMLElement): boolean => element.offsetParent !== null || element.getClientRects().length > 0;

export const focusableIn = (element: HTMLElement): HTMLElement[] =>
  ([].slice.call(element.querySelectorAll(FOCUSABLE)) as HTMLElement[]).filter(visible);

/** `release` gives the focus back, or to `fallback` when where it came from is gone. */
export function trapFocus(panel: HTMLElement, fallback: HTMLElement): { release(): void } {
  const before = document.activeElement as HTMLElement | null;
  const listener = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    const inside = focusableIn(panel);
    const edge = event.shiftKey ? inside[0] : inside[inside.length - 1];
    const here = document.activeElement;
    if (inside.length && here !== edge && panel.contains(here) && here !== panel) return;
    const next = event.shiftKey ? inside[inside.length - 1] : inside[0];
    event.preventDefault();
    if (next) next.focus();
  };
  panel.addEventListener('keydown', listener);
  return {
    release: () => {
      panel.removeEventListener('keydown', listener);
      const held = panel.contains(document.activeElement) || document.activeElement === document.body;
      if (!held) return;
      const back = before && document.body.contains(before) && before !== document.body ? before : fallback;
      back.focus();
    },
  };
}
