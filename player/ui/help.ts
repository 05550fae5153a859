// The help sheet: keys, and two settings for those whom keys or pace disturb.
import { keepSetting, readSetting } from '../core/settings.ts';
import type { LateText } from '../text/late_fr.ts';
import { h } from './dom.ts';
import type { Ui } from './part.ts';
import { type Inside, panelHead } from './panel_inside.ts';

export function helpInside(ui: Ui, text: LateText): Inside {
  const rows: [string[], string][] = [
    [[text.spaceKey, 'K'], text.keyPlay],
    [['J', 'L'], text.keyTen],
    [['←', '→'], text.keyFive],
    [['0', '…', '9'], text.keyTenth],
    [['N', 'P'], text.keyNext],
    [['T'], text.keyTarget],
    [['C'], text.keyCaptions],
    [['M'], text.keyMute],
    [['F'], text.keyFull],
    [['?'], text.keyHelp],
    [[text.escapeKey], text.keyClose],
  ];
  const toggle = (label: string, on: boolean, change: (on: boolean) => void): HTMLElement => {
    const box = h('input', { type: 'checkbox', onchange: () => change(box.checked) });
    box.checked = on;
    return h('label', { class: 'k-toggle' }, box, h('span', {}, label));
  };
  const { head, cross } = panelHead(ui, text, text.help);
  const { auto_pause } = ui.session.play.document;
  const element = h(
    'div',
    { class: 'k-inside' },
    head,
    h(
      'div',
      { class: 'k-scroll' },
      toggle(text.singleKeys, readSetting('single_keys') !== 'off', (on) =>
        keepSetting('single_keys', on ? 'on' : 'off'),
      ),
      // What the author has decided for everybody is not the learner's to switch.
      !auto_pause && toggle(text.autoPause, readSetting('auto_pause') === 'on', (on) => ui.session.setAutoPause(on)),
      h('h3', {}, text.keys),
      h('p', { class: 'k-hint' }, text.keysNote),
      h(
        'dl',
        { class: 'k-keys' },
        ...rows.map(([names, what]) =>
          h(
            'div',
            {},
            h('dt', {}, ...names.map((name) => (name === '…' ? h('span', {}, '…') : h('kbd', {}, name)))),
            h('dd', {}, what),
          ),
        ),
      ),
    ),
  );
  return { element, first: cross };
}
