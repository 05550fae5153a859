// A short word after an action, with the way back. It waits while it is read (hover, focus) and is announced politely.
import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import css from './Toast.module.css';

const ToastBox = lazy(() => import('./ToastBox.tsx'));
const AT_MOST = 3;

export type Toast = { id: number; text: string; tone: 'done' | 'error'; undo?: (() => void) | undefined };

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

const change = (list: readonly Toast[]) => {
  toasts = list;
  listeners.forEach((listener) => listener());
};

export const dismissToast = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

export function showToast(text: string, options: { tone?: 'done' | 'error'; undo?: () => void } = {}): void {
  change([...toasts, { id: next++, text, tone: options.tone ?? 'done', undo: options.undo }].slice(-AT_MOST));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function ToastRegion() {
  const { t } = useLingui();
  const list = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section aria-label={t`Notifications`} className={css.region}>
      <ul aria-live="polite" aria-relevant="additions">
        {list.map((toast) => (
          <Suspense key={toast.id}>
            <ToastBox toast={toast} />
          </Suspense>
        ))}
      </ul>
    </section>
  );
}
