// The order of a module's grains: shown at once, written behind, taken back when the server refuses.
import { useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { queryClient } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { Grain, Module } from '../../api/shapes.ts';
import { showToast } from '../../ui/Toast.tsx';
import { setGrains } from '../library/acts.ts';
import { refreshModules } from '../library/queries.ts';

export type GrainsOrder = {
  grains: Grain[];
  error: unknown;
  move: (from: number, to: number) => void;
  remove: (grain: Grain) => void;
};

const moved = (grains: readonly Grain[], from: number, to: number): Grain[] => {
  const rest = grains.filter((_, place) => place !== from);
  const item = grains[from];
  return item ? [...rest.slice(0, to), item, ...rest.slice(to)] : rest;
};

export function useGrains(module: Module, grains: Grain[]): GrainsOrder {
  const { t } = useLingui();
  const [shown, setShown] = useState<Grain[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  // One write after the other, each over the version that the one before left.
  const last = useRef<Promise<number>>(Promise.resolve(module.version));
  const version = useRef(module.version);
  if (!shown) version.current = module.version;

  const write = (next: Grain[]): Promise<void> => {
    setShown(next);
    setError(null);
    const ids = next.map(({ id }) => id);
    const mine = last.current.then(
      async () => (await setGrains({ id: module.id, version: version.current }, ids)).version,
    );
    last.current = mine.catch(() => version.current);
    return mine
      .then((written) => {
        version.current = written;
      })
      .catch((refused: unknown) => setError(refused))
      .finally(async () => {
        await refreshModules();
        setShown((now) => (now === next ? null : now));
      });
  };
  const current = shown ?? grains;
  return {
    grains: current,
    error: asProblem(error),
    move: (from, to) => {
      if (to < 0 || to >= current.length || from === to) return;
      void write(moved(current, from, to));
    },
    remove: (grain) => {
      const before = current;
      void write(before.filter(({ id }) => id !== grain.id));
      showToast(t`${grain.title} retiré du module`, { undo: () => void write(before) });
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/grains'] });
    },
  };
}
