// In full screen the bar goes away when nothing moves for a while; the style keeps it while it has the focus.
import { toggleClass } from './dom.ts';

const IDLE_MS = 2800;
const EVENTS = ['mousemove', 'mousedown', 'touchstart', 'keydown', 'focusin'];

export function watchIdle(root: HTMLElement): () => void {
  let timer = 0;
  const wake = (): void => {
    clearTimeout(timer);
    toggleClass(root, 'k-idle', false);
    timer = setTimeout(() => toggleClass(root, 'k-idle', true), IDLE_MS) as unknown as number;
  };
  for (const name of EVENTS) root.addEventListener(name, wake, { passive: true });
  wake();
  return () => {
    clearTimeout(timer);
    for (const name of EVENTS) root.removeEventListener(name, wake);
  };
}
