// The stage: the picture, targets over it, the button that starts it. The late script puts more over it.
import { clockTime } from '../text/time.ts';
import { h, spoken, toggleClass } from './dom.ts';
import { icon, PLAY } from './icons.ts';
import type { Part, Ui } from './part.ts';
import { type Box, pictureLayer } from './picture.ts';
import { targetsPart } from './targets.ts';

/** Shorter waits are not worth a sign. */
const WAIT_SHOWN_MS = 600;

export type Stage = Part & {
  focusTarget(): boolean;
  /** Rows of device pixels that the short side of the picture covers. */
  rows(): number;
};

export function stagePart(ui: Ui): Stage {
  const { session, store, text, video } = ui;
  const { play } = session;
  const targets = targetsPart(ui);
  const spinner = h('div', { class: 'k-wait', role: 'img', 'aria-label': text.waiting, hidden: true });
  const resume = store.get().time_ms;
  const begin = h(
    'button',
    { class: 'k-begin', type: 'button', onclick: () => session.film.play() },
    h('span', { class: 'k-begin-disc' }, icon(PLAY, 36, true)),
    resume > 0 ? h('span', { class: 'k-begin-text' }, text.resumeAt(clockTime(resume))) : spoken(text.start),
  );
  const element = h('div', { class: 'k-stage' }, video);
  let box: Box = { left: 0, top: 0, width: 0, height: 0 };
  const picture = pictureLayer(ui, element, (placed) => {
    box = placed;
    // Captions grow with the picture, within what can be read.
    element.style.setProperty('--caption', `${Math.max(14, Math.min(38, placed.height / 19))}px`);
  });
  picture.layer.append(targets.element);
  element.append(picture.layer, spinner, begin);

  video.setAttribute('aria-label', text.film(play.document.title));
  const click = (): void => session.toggle();
  video.addEventListener('click', click);

  let timer = 0;
  const unwatch = [
    store.watch(
      ({ started }) => started,
      (started) => {
        const focused = document.activeElement === begin;
        begin.hidden = started;
        if (started && focused) ui.root.focus();
      },
    ),
    store.watch(
      ({ waiting, seeking, panel }) => (waiting || seeking) && !panel,
      (waiting) => {
        clearTimeout(timer);
        if (waiting) timer = setTimeout(() => (spinner.hidden = false), WAIT_SHOWN_MS) as unknown as number;
        else spinner.hidden = true;
      },
    ),
    store.watch(
      ({ panel }) => panel !== null,
      (open) => toggleClass(element, 'k-busy', open),
    ),
  ];
  return {
    element,
    focusTarget: targets.focusFirst,
    rows: () => Math.min(box.width, box.height) * (window.devicePixelRatio || 1) || Infinity,
    close: () => {
      clearTimeout(timer);
      video.removeEventListener('click', click);
      unwatch.forEach((stop) => stop());
      picture.close();
      if (targets.close) targets.close();
    },
  };
}
