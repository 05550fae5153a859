// "Offline: 12 answers kept", then "Synchronised": what became of the statements, at the top of the page.
import type { LateText } from '../text/late_fr.ts';
import { clear, h } from './dom.ts';
import { CHECK, OFFLINE, icon } from './icons.ts';
import type { Part, Ui } from './part.ts';

const CAUGHT_UP_MS = 4000;

export function deliveryPart({ store }: Ui, text: LateText): Part {
  const element = h('p', { class: 'k-delivery', role: 'status' });
  let timer = 0;

  const show = (): void => {
    const { delivery, kept } = store.get();
    clearTimeout(timer);
    clear(element);
    element.className = `k-delivery k-${delivery}`;
    if (delivery === 'offline') element.append(icon(OFFLINE, 16), text.offline(kept));
    if (delivery === 'refused') element.append(icon(OFFLINE, 16), text.refused);
    if (delivery === 'closed') element.append(icon(OFFLINE, 16), text.closed(store.get().closed));
    if (delivery === 'caught-up') {
      element.append(icon(CHECK, 16), text.synchronised);
      timer = setTimeout(() => store.set({ delivery: 'fine' }), CAUGHT_UP_MS) as unknown as number;
    }
  };

  const unwatch = [store.watch(({ delivery }) => delivery, show), store.watch(({ kept }) => kept, show)];
  return {
    element,
    close: () => {
      clearTimeout(timer);
      unwatch.forEach((stop) => stop());
    },
  };
}
