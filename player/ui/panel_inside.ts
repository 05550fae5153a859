// Which inside goes with which open panel: a table.
import type { Panel } from '../core/state.ts';
import type { LateText } from '../text/late_fr.ts';
import { h } from './dom.ts';
import { CLOSE, icon } from './icons.ts';
import type { Part, Ui } from './part.ts';
import { endInside } from './end.ts';
import { helpInside } from './help.ts';
import { imageInside } from '../kinds/image.ts';
import { quizInside } from '../kinds/quiz.ts';
import { slidesInside } from '../kinds/slides.ts';
import { textInside } from '../kinds/text.ts';

export type Inside = Part & { first?: HTMLElement };

export const panelInside = (ui: Ui, text: LateText, panel: Panel): Inside => makers[panel.kind](ui, text, panel);

type Maker = (ui: Ui, text: LateText, panel: Panel) => Inside;

const content: Maker = (ui, text, panel) => {
  const found = panel.kind === 'content' ? ui.session.content(panel.id) : undefined;
  if (!found) return { element: h('div') };
  if (found.kind === 'image') return imageInside(ui, text, found);
  if (found.kind === 'slides') return slidesInside(ui, text, found);
  return textInside(ui, text, found);
};

const makers: Record<Panel['kind'], Maker> = {
  content,
  quiz: (ui, text, panel) => quizInside(ui, text, panel),
  end: endInside,
  help: helpInside,
};

/** Title, and the cross that closes. */
export function panelHead(
  ui: Ui,
  text: LateText,
  title: string,
  ...tools: Node[]
): { head: HTMLElement; cross: HTMLButtonElement } {
  const cross = h(
    'button',
    {
      class: 'k-control k-cross',
      type: 'button',
      'aria-label': text.close,
      title: text.close,
      onclick: () => ui.session.closePanel(),
    },
    icon(CLOSE),
  );
  return { head: h('div', { class: 'k-panel-head' }, h('h2', {}, title), ...tools, cross), cross };
}
