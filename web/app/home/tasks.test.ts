import { describe, expect, it } from 'vitest';
import type { Distribution, SubmissionRow } from '../../api/shapes.ts';
import { cameBack } from './CameBack.tsx';
import { dueNear } from './Waiting.tsx';

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY = 24 * 3_600_000;

describe('distributions whose due date is near', () => {
  it('are those of the coming week and of the last two, the nearest first', () => {
    const due = (title: string, days?: number) =>
      ({ title, ...(days === undefined ? {} : { due_ms: NOW + days * DAY }) }) as Distribution;
    const all = [due('far', 8), due('soon', 6), due('none'), due('just past', -13), due('long past', -15)];
    expect(dueNear(all, NOW).map(({ title }) => title)).toEqual(['just past', 'soon']);
  });
});

describe('what came back', () => {
  it('is the last word on each module, where that was no', () => {
    const said = (id: string, module_id: string, state: SubmissionRow['state']) =>
      ({ id, module_id, state }) as SubmissionRow;
    const all = [
      said('again', 'a', 'submitted'),
      said('answered', 'a', 'returned'),
      said('open', 'b', 'returned'),
      said('no', 'c', 'refused'),
      said('yes', 'd', 'approved'),
    ];
    expect(cameBack(all).map(({ id }) => id)).toEqual(['open', 'no']);
  });
});
