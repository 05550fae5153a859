// The timeline: a native slider (keyboard, touch and screen readers for free) over a drawn track with chapters and markers.
// Markers are drawings; what they stand for is reached through "Contents of the video".
import type { Chapter } from '../core/document.ts';
import { clockTime, spokenTime } from '../text/time.ts';
import { clear, h, toggleClass } from './dom.ts';
import { type Kind, kindMark } from './icons.ts';
import type { Part, Ui } from './part.ts';

type Marker = { kind: Kind; at_ms: number; label: string; done(): boolean };

export const chapterAt = (chapters: readonly Chapter[], time_ms: number): Chapter | undefined =>
  chapters
    .slice()
    .sort((a, b) => b.start_ms - a.start_ms)
    .find(({ start_ms }) => start_ms <= time_ms);

function markersOf({ session }: Ui): Marker[] {
  const { chapters, targets, quizzes } = session.play.document;
  const never = (): boolean => false;
  return [
    ...chapters.map(({ start_ms, title }): Marker => ({ kind: 'chapter', at_ms: start_ms, label: title, done: never })),
    ...targets.map(({ id, start_ms, label }): Marker => ({
      kind: 'target',
      at_ms: start_ms,
      label,
      done: () => session.learner.hasOpened(id),
    })),
    ...quizzes.map((quiz): Marker => ({
      kind: 'quiz',
      at_ms: quiz.at_ms,
      label: quiz.title,
      done: () => session.learner.hasAnswered(quiz),
    })),
  ];
}

/** Nearer than this to a marker, in shares of the track, the bubble speaks of it. */
const NEAR = 0.012;

export function timelinePart(ui: Ui): Part {
  const { session, store, text } = ui;
  const duration = session.film.duration_ms;
  const share = (ms: number): number => (duration > 0 ? Math.max(0, Math.min(1, ms / duration)) : 0);
  const markers = markersOf(ui);
  const played = h('div', { class: 'k-played' });
  const buffered = h('div', { class: 'k-buffered' });
  const knob = h('div', { class: 'k-knob' });
  const bubble = h('div', { class: 'k-bubble', hidden: true });
  const slider = h('input', {
    class: 'k-slider',
    type: 'range',
    min: 0,
    max: duration,
    step: 100,
    'aria-label': text.position,
  });
  const drawn = markers.map((marker) => {
    const element = h('div', { class: 'k-marker' }, kindMark(marker.kind, marker.kind === 'chapter' ? 13 : 12));
    element.style.left = `${share(marker.at_ms) * 100}%`;
    return { marker, element };
  });
  const cuts = session.play.document.chapters.map(({ start_ms }) => {
    const cut = h('div', { class: 'k-cut' });
    cut.style.left = `${share(start_ms) * 100}%`;
    return cut;
  });
  const element = h(
    'div',
    { class: 'k-timeline' },
    h('div', { class: 'k-markers', 'aria-hidden': 'true' }, ...drawn.map((entry) => entry.element)),
    h('div', { class: 'k-track', 'aria-hidden': 'true' }, buffered, played, ...cuts),
    knob,
    slider,
    bubble,
  );
  let dragging = false;

  const showAt = (time_ms: number): void => {
    const percent = `${share(time_ms) * 100}%`;
    played.style.width = percent;
    knob.style.left = percent;
  };
  const tell = (time_ms: number): void => {
    if (!dragging) slider.value = String(time_ms);
    const chapter = chapterAt(session.play.document.chapters, time_ms);
    const place = text.positionOf(spokenTime(time_ms, text), spokenTime(duration, text));
    slider.setAttribute('aria-valuetext', chapter ? `${place}, ${text.inChapter(chapter.title)}` : place);
  };
  const point = (at: number): void => {
    const near = markers
      .filter(({ at_ms }) => Math.abs(share(at_ms) - at) < NEAR)
      .sort((a, b) => Math.abs(share(a.at_ms) - at) - Math.abs(share(b.at_ms) - at))[0];
    clear(bubble);
    if (near) bubble.append(kindMark(near.kind), h('span', {}, near.label));
    bubble.append(h('b', {}, clockTime(at * duration)));
    bubble.hidden = false;
    bubble.style.left = `${Math.max(0.04, Math.min(0.96, at)) * 100}%`;
  };

  slider.addEventListener('input', () => {
    dragging = true;
    showAt(Number(slider.value));
    point(share(Number(slider.value)));
  });
  slider.addEventListener('change', () => {
    dragging = false;
    bubble.hidden = true;
    session.film.seek(Number(slider.value));
    showAt(store.get().time_ms);
    tell(store.get().time_ms);
  });
  element.addEventListener('mousemove', (event) => {
    const { left, width } = slider.getBoundingClientRect();
    if (width) point(Math.max(0, Math.min(1, (event.clientX - left) / width)));
  });
  element.addEventListener('mouseleave', () => (bubble.hidden = true));

  let second = -1;
  const unwatch = [
    store.watch(
      ({ time_ms }) => time_ms,
      (time_ms) => {
        if (!dragging) showAt(time_ms);
        if (Math.floor(time_ms / 1000) === second) return;
        second = Math.floor(time_ms / 1000);
        tell(time_ms);
      },
    ),
    store.watch(
      ({ buffered_ms }) => buffered_ms,
      (ms) => (buffered.style.width = `${share(ms) * 100}%`),
    ),
    store.watch(
      ({ deeds }) => deeds,
      () => drawn.forEach((entry) => toggleClass(entry.element, 'k-done', entry.marker.done())),
    ),
  ];
  return { element, close: () => unwatch.forEach((stop) => stop()) };
}
