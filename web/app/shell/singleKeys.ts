// Whether shortcuts of one key (“?”, “/”) act. They can be turned off, for those who dictate (WCAG 2.1.4).
import { useSyncExternalStore } from 'react';

const KEY = 'kair.single_keys';
const listeners = new Set<() => void>();

export function singleKeys(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Nowhere to keep it: the shortcuts stay on.
  }
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, singleKeys);
