// Beside the film: outline of the module, contents of the video, transcript. Each folds away.
import type { LateText } from '../../text/late_fr.ts';
import type { Cues } from '../cues.ts';
import { h } from '../dom.ts';
import { DOWN, HELP, icon } from '../icons.ts';
import type { Part, Ui } from '../part.ts';
import { contentsPart } from './contents.ts';
import { outlinePart } from './outline.ts';
import { transcriptPart } from './transcript.ts';

export function sidePart(ui: Ui, text: LateText, cues: Cues): Part {
  const { play } = ui.session;
  const sections: [string, Part, boolean][] = [
    [text.contents, contentsPart(ui, text), true],
    [text.transcript, transcriptPart(ui, text, cues), false],
  ];
  if (play.outline.length > 1) sections.unshift([text.outline, outlinePart(ui, text), true]);
  const element = h(
    'div',
    { class: 'k-sections' },
    ...sections.map(([title, part, open]) =>
      h('details', { class: 'k-section', open }, h('summary', {}, h('h2', {}, title), icon(DOWN, 18)), part.element),
    ),
  );
  // Keys and settings, also where the bar has no room for this button.
  element.append(
    h(
      'div',
      { class: 'k-help-row' },
      h('button', { class: 'k-row', type: 'button', onclick: () => ui.session.openHelp() }, icon(HELP), text.help),
    ),
  );
  return { element, close: () => sections.forEach(([, part]) => part.close && part.close()) };
}
