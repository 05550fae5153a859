// A text to read: blank lines part paragraphs, lines that start with a dash are a list. No markup: words are words.
import type { Content } from '../core/document.ts';
import type { LateText } from '../text/late_fr.ts';
import { h } from '../ui/dom.ts';
import type { Ui } from '../ui/part.ts';
import { type Inside, panelHead } from '../ui/panel_inside.ts';

const BULLET = /^\s*[-–•*]\s+/;

export function paragraphs(body: string): HTMLElement[] {
  return body
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((block) => block.trim())
    .map((block) => {
      const lines = block.trim().split('\n');
      if (lines.every((line) => BULLET.test(line)))
        return h('ul', {}, ...lines.map((line) => h('li', {}, line.replace(BULLET, ''))));
      const paragraph = h('p');
      lines.forEach((line, at) => paragraph.append(...(at ? [h('br'), line] : [line])));
      return paragraph;
    });
}

export function textInside(ui: Ui, text: LateText, content: Extract<Content, { kind: 'text' }>): Inside {
  const { head, cross } = panelHead(ui, text, content.title);
  const body = h('div', { class: 'k-scroll k-prose', tabindex: 0 }, ...paragraphs(content.body));
  return { element: h('div', { class: 'k-inside' }, head, body), first: cross };
}
