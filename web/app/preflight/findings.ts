// Findings in the order in which one works them off: grain after grain, what blocks before what is advice, then by time.
import type { Finding } from '../../api/shapes.ts';

export type GrainFindings = { grain_id: string | null; title: string; findings: Finding[] };

const rank = ({ level }: Finding): number => (level === 'error' ? 0 : 1);

/** Grains stay in the order in which the server names them: that of the module. What concerns no grain comes first. */
export function byGrain(items: readonly Finding[]): GrainFindings[] {
  const grains = new Map<string | null, GrainFindings>();
  for (const finding of items) {
    const key = finding.grain_id ?? null;
    const grain = grains.get(key) ?? { grain_id: key, title: finding.grain_title ?? '', findings: [] };
    grain.findings.push(finding);
    grains.set(key, grain);
  }
  const all = [...grains.values()];
  for (const { findings } of all) findings.sort((a, b) => rank(a) - rank(b) || (a.at_ms ?? -1) - (b.at_ms ?? -1));
  return [...all.filter(({ grain_id }) => !grain_id), ...all.filter(({ grain_id }) => grain_id)];
}
