// The grains of the module in order, with what has been watched of each.
import type { OutlineEntry } from '../../core/document.ts';
import type { LateText } from '../../text/late_fr.ts';
import { clockTime } from '../../text/time.ts';
import { h, spoken } from '../dom.ts';
import { CHECK, icon } from '../icons.ts';
import type { Part, Ui } from '../part.ts';

export function outlinePart(ui: Ui, text: LateText): Part {
  const { play } = ui.session;
  const complaint = h('p', { class: 'k-complaint', role: 'alert' });
  const open = (entry: OutlineEntry): void => {
    complaint.textContent = '';
    void ui.goTo(entry.grain_id).then((gone) => {
      if (!gone) complaint.textContent = text.nextFailed;
    });
  };
  const item = (listed: OutlineEntry, at: number): HTMLElement => {
    const here = listed.grain_id === play.grain_id;
    const { progress, completed } = ui.store.get().known;
    // What the server has said since the page came is newer than the page.
    const entry = here
      ? { ...listed, progress: Math.max(progress, listed.progress), completed: completed || listed.completed }
      : listed;
    const percent = Math.round(entry.progress * 100);
    const fill = h('span', { class: 'k-meter-fill' });
    fill.style.width = `${percent}%`;
    const state = entry.completed ? text.done : here ? text.current : percent ? text.watched(percent) : '';
    return h(
      'li',
      {},
      h(
        'button',
        {
          class: 'k-row k-grain',
          type: 'button',
          ...(here && { 'aria-current': 'true' }),
          onclick: () => !here && open(entry),
        },
        h('span', { class: 'k-number', 'aria-hidden': 'true' }, entry.completed ? icon(CHECK, 16) : String(at + 1)),
        h(
          'span',
          { class: 'k-row-text' },
          h('span', { class: 'k-row-title' }, entry.title),
          h('span', { class: 'k-row-note' }, clockTime(entry.duration_ms), state ? ` · ${state}` : ''),
          percent > 0 && !entry.completed ? h('span', { class: 'k-meter', 'aria-hidden': 'true' }, fill) : null,
        ),
        here ? spoken(text.current) : null,
      ),
    );
  };
  const list = h('ol', { class: 'k-list' });
  const here = play.outline.findIndex(({ grain_id }) => grain_id === play.grain_id);
  list.append(...play.outline.map(item));
  const unwatch = ui.store.watch(
    ({ known }) => Math.round(known.progress * 100) + (known.completed ? 1000 : 0),
    () => {
      const entry = play.outline[here];
      const shown = list.children[here];
      // Never under a focus: it would be lost.
      if (entry && shown && !shown.contains(document.activeElement)) list.replaceChild(item(entry, here), shown);
    },
  );
  return { element: h('div', {}, list, complaint), close: unwatch };
}
