// The transcript, made of the captions: follows the film, and a click goes to what is said there.
import { type Cue } from '../../core/captions.ts';
import type { LateText } from '../../text/late_fr.ts';
import { clockTime } from '../../text/time.ts';
import type { Cues } from '../cues.ts';
import { clear, h } from '../dom.ts';
import type { Part, Ui } from '../part.ts';

export function transcriptPart({ session, store, language }: Ui, text: LateText, wordsOf: Cues): Part {
  const element = h('div', { class: 'k-transcript' });
  const tracks = session.play.film.captions.filter(({ kind }) => kind === 'captions');
  const first = tracks.find((track) => track.language.slice(0, 2) === language) || tracks[0];
  if (!first) {
    element.append(h('p', { class: 'k-nothing' }, text.noTranscript));
    return { element };
  }
  const list = h('ol', { class: 'k-list', tabindex: -1 });
  const box = h('input', { type: 'checkbox' });
  box.checked = true;
  element.append(h('label', { class: 'k-toggle' }, box, h('span', {}, text.follow)), list);
  let lines: { cue: Cue; button: HTMLElement }[] = [];
  let current: HTMLElement | null = null;

  const follow = (): void => {
    const now = store.get().time_ms;
    let found: HTMLElement | null = null;
    for (const { cue, button } of lines) if (cue.start_ms <= now) found = button;
    if (found === current) return;
    if (current) current.removeAttribute('aria-current');
    current = found;
    if (!current) return;
    current.setAttribute('aria-current', 'true');
    if (box.checked) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
  };
  const fill = (cues: readonly Cue[]): void => {
    clear(list);
    list.lang = store.get().captions || first.language;
    lines = cues.map((cue) => {
      const said = cue.text.replace(/\n/g, ' ');
      const button = h(
        'button',
        { class: 'k-row', type: 'button', onclick: () => session.playFrom(cue.start_ms) },
        h('span', { class: 'k-row-time' }, clockTime(cue.start_ms)),
        h('span', { class: 'k-row-text' }, said),
      );
      return { cue, button };
    });
    list.append(...lines.map(({ button }) => h('li', {}, button)));
    current = null;
    follow();
  };

  const unwatch = [
    store.watch(
      ({ captions }) => captions,
      (captions) => void wordsOf(captions || first.language).then(fill),
    ),
    store.watch(({ time_ms }) => Math.floor(time_ms / 250), follow),
  ];
  return { element, close: () => unwatch.forEach((stop) => stop()) };
}
