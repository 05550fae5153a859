// The filters of a list live in the address: they survive reload, and a link carries them.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type Filters = Record<string, string | undefined>;

/** Current filters, and a change of some of them. An undefined or empty value removes the filter. */
export function useFilters(): [Filters, (change: Filters) => void] {
  const filters = useSearch({ strict: false }) as Filters;
  const navigate = useNavigate();
  const change = useCallback(
    (next: Filters) => {
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before: Filters) =>
          Object.fromEntries(Object.entries({ ...before, ...next }).filter(([, value]) => value)) as never,
      });
    },
    [navigate],
  );
  return [filters, change];
}
