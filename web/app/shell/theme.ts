// Light, dark, or as the system says. The choice is on <html> so that tokens follow; it is also an account preference.
import { useSyncExternalStore } from 'react';
import type { Theme } from '../../api/shapes.ts';

const KEY = 'kair.theme';
const listeners = new Set<() => void>();
let theme: Theme = 'system';
let lent: 'light' | 'dark' | null = null;

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark';
const darkSystem = () => window.matchMedia('(prefers-color-scheme: dark)');

function apply(): void {
  const shown = theme === 'system' ? (darkSystem().matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = lent ?? shown;
}

/** A screen with a theme of its own, while it is shown: the studio. The account's choice is not touched. */
export function lendTheme(next: 'light' | 'dark' | null): void {
  lent = next;
  apply();
}

export function setTheme(next: Theme): void {
  theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Private mode: the choice lasts as long as the page.
  }
  apply();
  listeners.forEach((listener) => listener());
}

export function startTheme(): void {
  try {
    const stored = localStorage.getItem(KEY);
    if (isTheme(stored)) theme = stored;
  } catch {
    // No storage: the system decides.
  }
  apply();
  const system = darkSystem();
  if (system.addEventListener) system.addEventListener('change', apply);
  else system.addListener(apply);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => theme);
