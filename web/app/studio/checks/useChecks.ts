// The checks of the grain that is open, or of its whole module when the studio was opened from there. Asked again each time
// something was saved, and when the film has got further.
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Finding } from '../../../api/shapes.ts';
import { grainChecks, moduleChecks, refreshChecks } from '../../preflight/queries.ts';
import { type Fault, faultsOf } from '../document/faults.ts';
import { useDocument, useSaveState, useStudio } from '../state/studio.ts';

export type Checks = {
  error: unknown;
  isPending: boolean;
  findings: readonly Finding[];
  /** Of the grain that is open, as it is being written. */
  faults: readonly Fault[];
  errors: number;
  advice: number;
};

export const useModuleId = (): string | undefined =>
  (useSearch({ strict: false }) as { module?: string | undefined }).module;

export function useChecks(): Checks {
  const { grain_id } = useStudio();
  const module = useModuleId();
  const document = useDocument();
  const ofModule = useQuery({ ...moduleChecks(module ?? ''), enabled: !!module });
  const ofGrain = useQuery({ ...grainChecks(grain_id), enabled: !module });
  const { data, error, isPending } = module ? ofModule : ofGrain;
  const faults = faultsOf(document);
  return {
    error,
    isPending,
    findings: data?.items ?? [],
    faults,
    errors: data?.error_count ?? 0,
    advice: (data?.advice_count ?? 0) + faults.length,
  };
}

/** Once for the whole studio. */
export function useFreshChecks(): void {
  const { film } = useStudio();
  const save = useSaveState();
  const saved_ms = save.kind === 'saved' ? save.at_ms : null;
  const film_state = film.media?.state;
  useEffect(() => {
    if (saved_ms !== null || film_state) void refreshChecks();
  }, [saved_ms, film_state]);
}
