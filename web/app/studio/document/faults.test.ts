import { expect, it } from 'vitest';
import type { Content } from '../../../../player/core/document.ts';
import { changeContent } from './contents.ts';
import { addTarget, newTarget } from './creation.ts';
import { faultsOf } from './faults.ts';
import { emptyDocument, FILM_MS } from './random_document.ts';
import { takeFilm } from './settings.ts';
import { changeTarget } from './targets.ts';

const image: Content = { kind: 'image', id: 'content-1', media_id: 'm', title: 'Plan', alternative: '' };
const target = newTarget(0, FILM_MS, image.id, 'Plan');
const document = takeFilm('film', FILM_MS)(addTarget(target, image)(emptyDocument()));

it('an image without alternative text is a fault of its target, until it has one', () => {
  expect(faultsOf(document, FILM_MS)).toEqual([{ code: 'no_alternative', ref: { kind: 'target', id: target.id } }]);
  expect(faultsOf(changeContent(image.id, { alternative: 'Un plan' })(document), FILM_MS)).toEqual([]);
});

it('a target needs a name', () => {
  const codes = faultsOf(changeTarget(target.id, { label: '  ' })(document), FILM_MS).map(({ code }) => code);
  expect(codes).toContain('no_label');
});

it('what lies beyond the end of the film is a fault, once its length is known', () => {
  expect(faultsOf(document, 1000).map(({ code }) => code)).toContain('after_film');
  expect(faultsOf(document, 0).map(({ code }) => code)).not.toContain('after_film');
});

it('a grain without a film says so', () => {
  expect(faultsOf(emptyDocument(), 0)).toEqual([{ code: 'no_film', ref: null }]);
});
