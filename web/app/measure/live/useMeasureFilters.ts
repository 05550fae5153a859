// What the figures are narrowed to. Everything lives in the address, so that a link or a reload shows the same.
import { useMemo } from 'react';
import { type Filters, useFilters } from '../../shell/filters.ts';
import { boundsOf, isoDate } from './period.ts';

/** As every reading of measures takes them. */
export type MeasureQuery = {
  distribution_id?: string;
  group_id?: string;
  version?: string;
  from_ms?: number;
  to_ms?: number;
};

export const NO_FILTER = {
  distribution: undefined,
  group: undefined,
  version: undefined,
  period: undefined,
  from: undefined,
  to: undefined,
  compare: undefined,
} as const;

export function queryOf(filters: Filters, now_ms: number): MeasureQuery {
  const { distribution, group, version, period, from, to } = filters;
  return {
    ...(distribution ? { distribution_id: distribution } : {}),
    ...(group ? { group_id: group } : {}),
    ...(version ? { version } : {}),
    ...boundsOf({ ...(period ? { period } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }, now_ms),
  };
}

/** The day is part of the question, the moment is not: the same question all day long keeps its answer. */
export function useMeasureQuery(): MeasureQuery {
  const [filters] = useFilters();
  const today = isoDate(Date.now());
  return useMemo(() => queryOf(filters, Date.parse(`${today}T12:00:00Z`)), [filters, today]);
}
