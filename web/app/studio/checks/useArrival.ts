// Whoever comes from a finding or a comment is brought to what it is about: the address says which element and when.
import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useStudio } from '../state/studio.ts';
import { useGoTo } from './ChecksPanel.tsx';

export function useArrival(): void {
  const { element, at } = useSearch({ strict: false }) as { element?: string; at?: string };
  const { film } = useStudio();
  const goTo = useGoTo();
  const arrived = useRef('');
  useEffect(() => {
    const asked = `${element ?? ''} ${at ?? ''}`;
    // The head cannot be set before the length of the film is known.
    if (film.film_ms === 0 || arrived.current === asked) return;
    arrived.current = asked;
    const ms = at === undefined ? Number.NaN : Number(at);
    if (element || Number.isFinite(ms)) goTo(element, Number.isFinite(ms) ? ms : undefined);
  }, [element, at, film.film_ms, goTo]);
}
