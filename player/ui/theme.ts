// Paper is light or dark: as chosen in the application (same origin, same key), else as the system says.
import { toggleClass } from './dom.ts';

export function followTheme(root: HTMLElement): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    let chosen: string | null = null;
    try {
      chosen = localStorage.getItem('kair.theme');
    } catch {
      // Not ours to read here: the system decides.
    }
    toggleClass(root, 'k-dark', chosen === 'dark' || (chosen !== 'light' && system.matches));
  };
  apply();
  system.addListener(apply);
  return () => system.removeListener(apply);
}
