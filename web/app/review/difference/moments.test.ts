import { expect, it } from 'vitest';
import type { FilmElement } from '../../../../player/embed/protocol.ts';
import type { ElementChange, GrainDifference } from '../../../api/shapes.ts';
import { momentsOf } from './moments.ts';

const element = (kind: FilmElement['kind'], id: string): FilmElement => ({
  kind,
  id,
  title: id,
  start_ms: 1,
  end_ms: 2,
});
const change = (kind: ElementChange['kind'], id: string, what: ElementChange['change']): ElementChange => ({
  element_id: id,
  kind,
  label: id,
  change: what,
  at_ms: 7000,
  fields: [],
});
const grain = (elements: ElementChange[]): GrainDifference => ({
  grain_id: 'g',
  title: 'g',
  change: 'changed',
  elements,
  omitted: 0,
});

it('marks what changed, and keeps in its place what is gone', () => {
  const moments = momentsOf(
    [element('target', 'kept'), element('quiz', 'new')],
    grain([change('quiz', 'new', 'added'), change('target', 'gone', 'removed')]),
  );
  expect(moments.map(({ id, change: what, start_ms }) => [id, what, start_ms])).toEqual([
    ['kept', 'same', 1],
    ['new', 'added', 1],
    ['gone', 'removed', 7000],
  ]);
});

it('draws no content and no question of its own: their targets and quizzes are on the film', () => {
  const gone = [change('image', 'i', 'removed'), change('question', 'q', 'removed')];
  expect(momentsOf([], grain(gone))).toEqual([]);
});

it('marks nothing where there is nothing to compare with', () => {
  expect(momentsOf([element('target', 'a')], undefined).map((moment) => moment.change)).toEqual(['same']);
});
