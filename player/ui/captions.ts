// Captions over the picture, drawn by us: same size and contrast everywhere.
import { type Cue, captionAt } from '../core/captions.ts';
import type { Cues } from './cues.ts';
import { clear, h } from './dom.ts';
import type { Part, Ui } from './part.ts';

export function captionsPart({ store }: Ui, wordsOf: Cues): Part {
  const element = h('div', { class: 'k-captions', 'aria-hidden': 'true' });
  let cues: readonly Cue[] = [];
  let said = '';

  const say = (): void => {
    const words = captionAt(cues, store.get().time_ms);
    if (words === said) return;
    said = words;
    clear(element);
    if (words) element.append(...words.split('\n').map((line) => h('p', {}, h('span', {}, line))));
  };

  const choose = (language: string): void => {
    cues = [];
    say();
    if (!language) return;
    element.lang = language;
    void wordsOf(language).then((found) => {
      if (store.get().captions !== language) return;
      cues = found;
      say();
    });
  };

  const unwatch = [store.watch(({ captions }) => captions, choose), store.watch(({ time_ms }) => time_ms, say)];
  return { element, close: () => unwatch.forEach((stop) => stop()) };
}
