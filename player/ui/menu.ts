// A button that opens a short list of choices above it: captions, speed, quality.
import { clear, h } from './dom.ts';
import { CHECK, icon } from './icons.ts';
import type { Part } from './part.ts';

export type Choice = { value: string; label: string };
export type MenuOptions = {
  icon: string;
  label: string;
  /** What the button shows beside its icon; empty: nothing. */
  shown(): string;
  choices(): Choice[];
  chosen(): string;
  choose(value: string): void;
};

/** `refresh` after what it shows or offers has changed: an open list follows, and the focus stays on its choice. */
export function menuPart(options: MenuOptions): Part & { refresh(): void; button: HTMLButtonElement } {
  const list = h('div', { class: 'k-menu', role: 'menu', 'aria-label': options.label, hidden: true });
  const shown = h('span', { class: 'k-shown' });
  const button = h(
    'button',
    {
      class: 'k-control',
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': options.label,
      title: options.label,
      onclick: () => (list.hidden ? open() : close(true)),
    },
    icon(options.icon),
    shown,
  );
  const element = h('div', { class: 'k-menu-holder' }, button, list);

  const items = (): HTMLElement[] => [].slice.call(list.children) as HTMLElement[];

  function fill(): void {
    clear(list);
    for (const { value, label } of options.choices()) {
      const chosen = value === options.chosen();
      list.append(
        h(
          'button',
          {
            type: 'button',
            role: 'menuitemradio',
            'aria-checked': String(chosen),
            tabindex: -1,
            onclick: () => {
              options.choose(value);
              close(true);
              refresh();
            },
          },
          h('span', { class: 'k-tick' }, chosen && icon(CHECK, 16)),
          label,
        ),
      );
    }
  }

  function open(): void {
    fill();
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('mousedown', outside, true);
    document.addEventListener('touchstart', outside, true);
    const first = items().find((item) => item.getAttribute('aria-checked') === 'true') || items()[0];
    if (first) first.focus();
  }

  function close(giveBack: boolean): void {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('mousedown', outside, true);
    document.removeEventListener('touchstart', outside, true);
    if (giveBack) button.focus();
  }

  function outside(event: Event): void {
    if (!element.contains(event.target as Node)) close(false);
  }

  function refresh(): void {
    shown.textContent = options.shown();
    const name = options.shown() ? `${options.label} : ${options.shown()}` : options.label;
    button.setAttribute('aria-label', name);
    button.title = name;
    if (list.hidden) return;
    const focused = document.activeElement;
    const label = focused && list.contains(focused) ? focused.textContent : null;
    fill();
    const same = items().find((item) => item.textContent === label);
    if (same) same.focus();
  }

  const steps: Record<string, (at: number, count: number) => number> = {
    ArrowDown: (at, count) => (at + 1) % count,
    ArrowUp: (at, count) => (at + count - 1) % count,
    Home: () => 0,
    End: (_at, count) => count - 1,
  };
  element.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const all = items();
    const step = steps[event.key];
    if (step) {
      const next = all[step(all.indexOf(document.activeElement as HTMLElement), all.length)];
      if (next) next.focus();
    } else if (event.key === 'Escape') {
      close(true);
    } else if (event.key === 'Tab') {
      close(false);
      return;
    } else if (event.key !== 'Enter' && event.key !== ' ') {
      return;
    }
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== ' ') event.preventDefault();
  });
  refresh();
  return { element, button, refresh, close: () => close(false) };
}
