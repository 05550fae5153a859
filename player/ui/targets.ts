// Targets over the picture: real buttons in the order of their appearance, moving with the film.
import { placeAt } from '../core/motion.ts';
import type { Target, Uuid } from '../core/document.ts';
import { h, toggleClass } from './dom.ts';
import { kindMark } from './icons.ts';
import type { Part, Ui } from './part.ts';

type Shown = { target: Target; button: HTMLElement };

export function targetsPart(ui: Ui): Part & { focusFirst(): boolean } {
  const { session, store, text } = ui;
  const element = h('div', { class: 'k-targets', role: 'group', 'aria-label': text.targets });
  let shown: Shown[] = [];

  const make = (target: Target): Shown => {
    const label = h('span', { class: 'k-target-label', 'aria-hidden': 'true' }, kindMark('target'), target.label);
    const button = h(
      'button',
      {
        class: 'k-target',
        type: 'button',
        'aria-label': target.alternative || target.label,
        onclick: () => session.openTarget(target.id),
      },
      label,
    );
    button.style.width = `${target.width}%`;
    button.style.height = `${target.height}%`;
    return { target, button };
  };

  const move = (time_ms: number): void => {
    for (const { target, button } of shown) {
      const { x, y } = placeAt(target.keyframes, time_ms);
      button.style.left = `${x}%`;
      button.style.top = `${y}%`;
      toggleClass(button, 'k-above', y + target.height / 2 > 86);
      toggleClass(button, 'k-start', x < 14);
      toggleClass(button, 'k-end', x > 86);
    }
  };

  const show = (ids: readonly Uuid[]): void => {
    const kept = shown.filter(({ target, button }) => {
      if (ids.indexOf(target.id) >= 0) return true;
      if (document.activeElement === button) ui.root.focus();
      element.removeChild(button);
      return false;
    });
    for (const id of ids) {
      const target = session.target(id);
      if (!target || kept.some((entry) => entry.target.id === id)) continue;
      const entry = make(target);
      kept.push(entry);
      element.append(entry.button);
      ui.announce(text.targetShown(target.alternative || target.label));
    }
    shown = kept;
    move(store.get().time_ms);
    look();
  };

  /** Opened ones are ticked; the one that the film waits for stands out. */
  const look = (): void => {
    const { hold } = store.get();
    for (const { target, button } of shown) {
      toggleClass(button, 'k-opened', session.learner.hasOpened(target.id));
      toggleClass(button, 'k-held', hold !== null && hold.id === target.id);
    }
  };

  const unwatch = [
    store.watch(({ visible }) => visible, show),
    store.watch(({ time_ms }) => time_ms, move),
    store.watch(({ hold }) => hold, look),
    store.watch(({ deeds }) => deeds, look),
  ];
  return {
    element,
    focusFirst: () => {
      const entry = shown.find(({ button }) => !button.classList.contains('k-opened')) || shown[0];
      if (entry) entry.button.focus();
      return entry !== undefined;
    },
    close: () => unwatch.forEach((stop) => stop()),
  };
}
