// Follows a media query.
import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      // addListener: Safari before 14 has no addEventListener here.
      if (list.addEventListener) list.addEventListener('change', changed);
      else list.addListener(changed);
      return () =>
        list.removeEventListener ? list.removeEventListener('change', changed) : list.removeListener(changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

export const useNarrow = (): boolean => useMedia('(max-width: 640px)');
