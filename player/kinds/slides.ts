// Pages of a document, one at a time: buttons, arrow keys, and the words of the page for those who do not see it.
import type { Content } from '../core/document.ts';
import type { LateText } from '../text/late_fr.ts';
import { clear, h } from '../ui/dom.ts';
import { icon, LEFT, RIGHT } from '../ui/icons.ts';
import type { Ui } from '../ui/part.ts';
import { type Inside, panelHead } from '../ui/panel_inside.ts';
import { showPicture } from './picture.ts';

export function slidesInside(ui: Ui, text: LateText, content: Extract<Content, { kind: 'slides' }>): Inside {
  const pages = () => {
    const media = ui.session.mediaOf(content.media_id);
    return media ? media.pages : [];
  };
  const count = pages().length;
  const view = h('div', { class: 'k-page' });
  const place = h('p', { class: 'k-place', role: 'status' });
  const words = h('div', { class: 'k-page-words' });
  let at = 0;

  const step = (label: string, path: string, by: number) =>
    h(
      'button',
      { class: 'k-control k-turn', type: 'button', 'aria-label': label, title: label, onclick: () => show(at + by) },
      icon(path, 24),
    );
  const before = step(text.previousPage, LEFT, -1);
  const after = step(text.nextPage, RIGHT, 1);

  function show(wanted: number): void {
    if (wanted < 0 || wanted >= count) return;
    at = wanted;
    const page = pages()[at];
    const said = page ? page.text.trim() : '';
    clear(view);
    clear(words);
    showPicture(ui, text, view, said || `${content.title}, ${text.page(at + 1, count)}`, () => {
      const now = pages()[at];
      return now ? now.pictures : [];
    }).wide(view.clientWidth || 800);
    place.textContent = text.page(at + 1, count);
    // A button that goes away under the finger would drop the focus.
    before.setAttribute('aria-disabled', String(at === 0));
    after.setAttribute('aria-disabled', String(at === count - 1));
    if (said) words.append(h('details', {}, h('summary', {}, text.pageText), h('p', {}, said)));
  }

  const keys: Record<string, () => number> = {
    ArrowLeft: () => at - 1,
    PageUp: () => at - 1,
    ArrowRight: () => at + 1,
    PageDown: () => at + 1,
    Home: () => 0,
    End: () => count - 1,
  };
  const { head, cross } = panelHead(ui, text, content.title);
  const element = h(
    'div',
    { class: 'k-inside k-pan' },
    head,
    h('div', { class: 'k-pages' }, before, view, after),
    h('div', { class: 'k-panel-foot' }, place, words),
  );
  element.addEventListener('keydown', (event) => {
    const key = keys[event.key];
    if (!key || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    show(key());
  });
  setTimeout(() => show(0), 0);
  return { element, first: count > 1 ? after : cross };
}
