import { expect, it } from 'vitest';
import type { Finding } from '../../api/shapes.ts';
import { byGrain } from './findings.ts';

const finding = (grain_id: string, level: Finding['level'], at_ms?: number): Finding => ({
  code: level === 'error' ? 'preflight.outside_film' : 'preflight.too_short',
  level,
  field: '',
  label: '',
  ...(grain_id ? { grain_id, grain_title: `grain ${grain_id}` } : { grain_title: '' }),
  ...(at_ms === undefined ? {} : { at_ms }),
});

it('comes grain by grain, what blocks first, then by time', () => {
  const items = [
    finding('b', 'advice', 1000),
    finding('a', 'error', 9000),
    finding('b', 'error', 5000),
    finding('b', 'error', 2000),
  ];
  expect(
    byGrain(items).map((grain) => [grain.title, grain.findings.map(({ level, at_ms }) => `${level} ${at_ms}`)]),
  ).toEqual([
    ['grain b', ['error 2000', 'error 5000', 'advice 1000']],
    ['grain a', ['error 9000']],
  ]);
});

it('puts what concerns the module before its grains, and what concerns a whole grain before its moments', () => {
  const items = [finding('a', 'error', 0), finding('a', 'error'), finding('', 'error')];
  expect(byGrain(items).map(({ grain_id, findings }) => [grain_id, findings.map(({ at_ms }) => at_ms)])).toEqual([
    [null, [undefined]],
    ['a', [undefined, 0]],
  ]);
});
