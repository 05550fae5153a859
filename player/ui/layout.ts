// The page around the film: head with the way home, stage and bar, room for the side panel.
import { readSetting } from '../core/settings.ts';
import { barPart } from './bar.ts';
import { h, toggleClass } from './dom.ts';
import { HOME, icon } from './icons.ts';
import type { Places, Ui } from './part.ts';
import { stagePart } from './stage.ts';

export type Layout = { places: Places; rows(): number; close(): void };

export function layout(ui: Ui): Layout {
  const { root, store, text } = ui;
  const { play } = ui.session;
  const stage = stagePart(ui);
  const bar = barPart(ui);
  const side = h('aside', { class: 'k-side', 'aria-label': text.side });
  const title = play.document.title || play.module_title;
  const head = h(
    'header',
    { class: 'k-head' },
    h('a', { class: 'k-home', href: play.home_url }, icon(HOME), h('span', {}, text.home)),
    h('div', { class: 'k-titles' }, play.module_title !== title && h('p', {}, play.module_title), h('h1', {}, title)),
  );
  const main = h('main', { class: 'k-main-column' }, h('div', { class: 'k-theatre' }, stage.element, bar.element));
  const columns = h('div', { class: 'k-columns' }, main, side);
  root.append(head, columns);
  toggleClass(root, 'k-no-side', readSetting('side') === 'off');
  const unwatch = store.watch(
    ({ playing }) => playing,
    (playing) => toggleClass(root, 'k-playing', playing),
  );
  return {
    places: { stage: stage.element, controls: bar.controls, head, side, focusTarget: stage.focusTarget },
    rows: stage.rows,
    close: () => {
      unwatch();
      if (stage.close) stage.close();
      if (bar.close) bar.close();
      root.removeChild(head);
      root.removeChild(columns);
    },
  };
}
