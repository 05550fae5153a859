// The frame of what opens beside or over the film: takes the focus, keeps it, gives it back, closes with Escape.
import type { Panel } from '../core/state.ts';
import type { LateText } from '../text/late_fr.ts';
import { clear, h } from './dom.ts';
import { trapFocus } from './focus.ts';
import { type Inside, panelInside } from './panel_inside.ts';
import { PANEL_TITLE } from './panel_title.ts';
import type { Part, Ui } from './part.ts';

export function panelPart(ui: Ui, text: LateText): Part {
  const { session, store } = ui;
  const element = h('div', { class: 'k-panel', role: 'dialog', 'aria-modal': 'true', tabindex: -1, hidden: true });
  let inside: Inside | null = null;
  let trap: { release(): void } | null = null;

  const empty = (): void => {
    if (inside && inside.close) inside.close();
    inside = null;
    clear(element);
  };

  const fill = (panel: Panel): void => {
    inside = panelInside(ui, text, panel);
    element.append(inside.element);
    const heading = element.querySelector('h2');
    if (heading) {
      heading.id = PANEL_TITLE;
      element.setAttribute('aria-labelledby', heading.id);
    }
    (inside.first || element).focus();
  };

  const show = (panel: Panel | null): void => {
    empty();
    element.hidden = panel === null;
    if (panel) {
      element.className = `k-panel k-paper k-panel-${shapeOf(panel)}`;
      trap = trap || trapFocus(element, ui.root);
      fill(panel);
    } else if (trap) {
      trap.release();
      trap = null;
    }
  };

  const shapeOf = (panel: Panel): string => {
    if (panel.kind !== 'content') return panel.kind;
    const content = session.content(panel.id);
    return content ? content.kind : 'text';
  };

  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    session.closePanel();
  });
  const unwatch = store.watch(({ panel }) => panel, show);
  return {
    element,
    close: () => {
      unwatch();
      empty();
      if (trap) trap.release();
    },
  };
}
