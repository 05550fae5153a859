import { expect, it } from 'vitest';
import { paragraphs } from '../kinds/text.ts';
import { h } from './dom.ts';
import { menuPart } from './menu.ts';
import { fit } from './picture.ts';
import { chapterAt } from './timeline.ts';

it('puts the film as large as it goes in the middle of the stage', () => {
  expect(fit(1600, 900, 640, 360)).toEqual({ left: 0, top: 0, width: 1600, height: 900 });
  expect(fit(1600, 900, 360, 640)).toEqual({ left: 546.875, top: 0, width: 506.25, height: 900 });
  expect(fit(400, 800, 1600, 900)).toEqual({ left: 0, top: 287.5, width: 400, height: 225 });
  expect(fit(100, 50, 0, 0)).toEqual({ left: 0, top: 0, width: 100, height: 50 });
});

it('never turns words into markup', () => {
  const element = h('p', { title: '<b>' }, '<img src=x onerror=alert(1)>');
  expect(element.children).toHaveLength(0);
  expect(element.textContent).toBe('<img src=x onerror=alert(1)>');
});

it('makes paragraphs and lists of a plain text', () => {
  const made = paragraphs('Un\ndeux\r\n\r\n- a\n- b\n\n\n<b>trois</b>');
  expect(made.map(({ tagName }) => tagName)).toEqual(['P', 'UL', 'P']);
  expect(made[1]?.children).toHaveLength(2);
  expect(made[2]?.textContent).toBe('<b>trois</b>');
});

it('knows the chapter of a moment, in whatever order they are given', () => {
  const chapters = [
    { id: 'b', start_ms: 5000, title: 'B' },
    { id: 'a', start_ms: 0, title: 'A' },
  ];
  expect([0, 4999, 5000].map((at) => chapterAt(chapters, at)?.id)).toEqual(['a', 'a', 'b']);
  expect(chapterAt([], 10)).toBeUndefined();
});

it('adds to an open list what arrives meanwhile, and leaves the focus on its choice', () => {
  const offered = ['auto', '240p'];
  const choices = () => offered.map((value) => ({ value, label: value }));
  const menu = menuPart({
    icon: '',
    label: 'Quality',
    shown: () => '',
    choices,
    chosen: () => '240p',
    choose: () => undefined,
  });
  document.body.append(menu.element);
  menu.button.click();
  offered.splice(1, 0, '480p');
  menu.refresh();
  const labels = [...menu.element.querySelectorAll('[role="menuitemradio"]')].map(({ textContent }) => textContent);
  expect([labels, document.activeElement?.textContent]).toEqual([['auto', '480p', '240p'], '240p']);
  menu.element.remove();
});
