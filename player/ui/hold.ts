// The strip under the picture that says what the film waits for when it is a target. A quiz speaks for itself.
import type { Stop } from '../core/scheduler.ts';
import type { LateText } from '../text/late_fr.ts';
import { clear, h } from './dom.ts';
import { kindMark } from './icons.ts';
import type { Part, Ui } from './part.ts';

export function holdPart(ui: Ui, text: LateText): Part {
  const { session, store } = ui;
  const element = h('div', { class: 'k-hold', hidden: true });

  const show = (): void => {
    const { hold, panel } = store.get();
    clear(element);
    const target = hold && hold.kind === 'target' && !panel ? session.target(hold.id) : undefined;
    element.hidden = !target;
    if (!hold || !target) return;
    const sentence = hold.required ? text.holdRequired(target.label) : text.holdOptional(target.label);
    element.append(
      kindMark('target', 16),
      h('p', {}, sentence),
      h(
        'button',
        { class: 'k-button k-main', type: 'button', onclick: () => session.openTarget(target.id) },
        text.open,
      ),
    );
    if (!hold.required || session.learner.met(hold))
      element.append(h('button', { class: 'k-button', type: 'button', onclick: () => session.film.play() }, text.goOn));
  };

  const say = (stop: Stop): void => {
    const target = stop.kind === 'target' && session.target(stop.id);
    if (target) ui.announce(stop.required ? text.holdRequired(target.label) : text.holdOptional(target.label));
  };
  session.film.listen({ held: say, refused: say });
  const unwatch = [store.watch(({ hold }) => hold, show), store.watch(({ panel }) => panel, show)];
  return { element, close: () => unwatch.forEach((stop) => stop()) };
}
