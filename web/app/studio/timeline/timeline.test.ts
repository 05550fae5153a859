import { describe, expect, it } from 'vitest';
import type { Span } from '../document/elements.ts';
import { addChapter, newChapter } from '../document/creation.ts';
import { emptyDocument } from '../document/random_document.ts';
import { inLanes } from './lanes.ts';
import { fitting, marksBetween, stepOf, toMs, toPx, zoomed, ZOOM_MAX, ZOOM_MIN } from './scale.ts';
import { snap, snapPoints, snapSpan } from './snapping.ts';

const span = (start_ms: number, end_ms: number): Span => ({
  ref: { kind: 'target', id: `${start_ms}-${end_ms}` },
  start_ms,
  end_ms,
  title: '',
  required: false,
});
const lanesOf = (spans: Span[], room = 0) => inLanes(spans, room).placed.map(({ lane }) => lane);

describe('the scale', () => {
  it('goes from time to pixels and back', () => {
    expect(toPx(1500, 40)).toBe(60);
    expect(toMs(60, 40)).toBe(1500);
  });
  it('shows the whole film in the room there is', () => expect(toPx(90_000, fitting(90_000, 720))).toBeCloseTo(720));
  it('has an end in both directions', () => {
    expect(zoomed(300, 10)).toBe(ZOOM_MAX);
    expect(zoomed(1, 0.01)).toBe(ZOOM_MIN);
  });
  it('keeps its marks readable at any zoom', () => {
    for (const zoom of [0.5, 1, 7, 40, 180, 400]) expect(toPx(stepOf(zoom), zoom)).toBeGreaterThanOrEqual(36);
    expect(stepOf(72)).toBe(1000);
    expect(stepOf(400)).toBe(200);
  });
  it('draws only the marks in sight, and none after the film', () => {
    expect(marksBetween(720, 800, 72, 60_000)).toEqual([10_000, 11_000, 12_000]);
    expect(marksBetween(0, 10_000, 72, 3_500)).toEqual([0, 1000, 2000, 3000]);
  });
});

describe('lanes', () => {
  it('are one when nothing overlaps', () => expect(lanesOf([span(0, 10), span(10, 20)])).toEqual([0, 0]));
  it('are as many as overlap at once, and are used again', () => {
    expect(lanesOf([span(0, 30), span(10, 40), span(30, 50), span(35, 36)])).toEqual([0, 1, 0, 2]);
  });
  it('give a moment the room of its mark', () => expect(lanesOf([span(0, 0), span(5, 5)], 10)).toEqual([0, 1]));
});

describe('snapping', () => {
  it('takes the nearest point within reach', () => {
    expect(snap(1040, [0, 1000, 1100], 50)).toEqual({ ms: 1000, to: 1000 });
    expect(snap(1051, [0, 1000, 2000], 50)).toEqual({ ms: 1051, to: null });
  });
  it('draws a span by whichever edge is nearer', () => {
    expect(snapSpan(980, 500, [1000, 1475], 50)).toEqual({ ms: 975, to: 1475 });
    expect(snapSpan(990, 500, [1000, 1475], 50)).toEqual({ ms: 1000, to: 1000 });
  });
  it('does not draw an element to itself', () => {
    const chapter = newChapter(4000, 60_000, 'Un');
    const document = addChapter(newChapter(9000, 60_000, 'Deux'))(addChapter(chapter)(emptyDocument()));
    const points = snapPoints(document, 60_000, { kind: 'chapter', id: chapter.id }, 1234.4);
    expect(points.sort((a, b) => a - b)).toEqual([0, 1234, 9000, 60_000]);
  });
});
