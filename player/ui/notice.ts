// Quiet words about the network, at the top of the picture: what is missing, and that nobody has to do anything.
import type { LateText } from '../text/late_fr.ts';
import { clear, h } from './dom.ts';
import { CHECK, icon, OFFLINE } from './icons.ts';
import type { Part, Ui } from './part.ts';

const FOUND_MS = 3000;
/** A request that fails once is nobody's business. */
const LOST_MS = 1500;

export function noticePart(ui: Ui, text: LateText): Part {
  const { store } = ui;
  const element = h('div', { class: 'k-notice', hidden: true });
  let timer = 0;
  let told = false;

  const show = (sentence: string, lost: boolean): void => {
    clear(element);
    element.hidden = !sentence;
    if (sentence) element.append(icon(lost ? OFFLINE : CHECK), h('p', {}, sentence));
    if (sentence) ui.announce(sentence);
  };
  const later = (act: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(act, ms) as unknown as number;
  };

  const unwatch = [
    store.watch(
      ({ network }) => network,
      (network) => {
        if (network === 'lost') {
          later(() => {
            told = true;
            show(text.lost, true);
          }, LOST_MS);
        } else if (network === 'coming') {
          clearTimeout(timer);
          told = true;
          show(text.coming, true);
        } else if (told) {
          told = false;
          show(text.found, false);
          later(() => show('', false), FOUND_MS);
        } else {
          clearTimeout(timer);
        }
      },
    ),
    store.watch(
      ({ unplayable }) => unplayable,
      (unplayable) => {
        if (unplayable) show(text.unplayable, true);
      },
    ),
  ];
  return {
    element,
    close: () => {
      clearTimeout(timer);
      unwatch.forEach((stop) => stop());
    },
  };
}
