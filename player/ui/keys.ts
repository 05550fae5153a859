// The keys of the player. Single keys act only while the focus is in the player and can be turned off (WCAG 2.1.4); fields
// and controls keep the keys they need themselves.
import { readSetting } from '../core/settings.ts';
import type { Session } from '../core/session.ts';
import type { Panel } from '../core/state.ts';
import type { Ui } from './part.ts';

export type KeyHost = { ui: Ui; focusTarget(): boolean; toggleFull(): void };
type Act = (host: KeyHost) => void;

const STEP_MS = 10_000;
const SMALL_STEP_MS = 5000;

const seekBy =
  (ms: number): Act =>
  ({ ui }) =>
    ui.session.film.seek(ui.store.get().time_ms + ms);
const toggle: Act = ({ ui }) => ui.session.toggle();

const keys: Record<string, Act> = {
  ' ': toggle,
  k: toggle,
  j: seekBy(-STEP_MS),
  l: seekBy(STEP_MS),
  ArrowLeft: seekBy(-SMALL_STEP_MS),
  ArrowRight: seekBy(SMALL_STEP_MS),
  m: ({ ui }) => ui.session.film.setMuted(!ui.store.get().muted),
  f: ({ toggleFull }) => toggleFull(),
  c: ({ ui }) => toggleCaptions(ui),
  t: (host) => void host.focusTarget(),
  n: ({ ui }) => goToElement(ui.session, 1),
  p: ({ ui }) => goToElement(ui.session, -1),
  '?': ({ ui }) => ui.session.openHelp(),
};
for (let tenth = 0; tenth <= 9; tenth++)
  keys[String(tenth)] = ({ ui }) => ui.session.film.seek((ui.session.film.duration_ms * tenth) / 10);

/** While something is open over the film only these act: back before a question, sound, full screen. */
const openKeys: Partial<Record<Panel['kind'], string>> = { quiz: 'jmf' };
const ALWAYS = 'mf';

export function listenToKeys(host: KeyHost): () => void {
  const { root } = host.ui;
  const listener = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = keys[key];
    if (!act || isTakenBy(event.target as Element, key)) return;
    const { panel } = host.ui.store.get();
    if (panel && (openKeys[panel.kind] || ALWAYS).indexOf(key) < 0) return;
    if (key.length === 1 && key !== ' ' && readSetting('single_keys') === 'off') return;
    event.preventDefault();
    act(host);
  };
  root.addEventListener('keydown', listener);
  return () => root.removeEventListener('keydown', listener);
}

const isArrow = (key: string): boolean => key.indexOf('Arrow') === 0;

/** Which keys an element needs for itself; the first row that fits counts. */
const takers: [selector: string, takes: (key: string) => boolean][] = [
  ['textarea, select, [contenteditable]', () => true],
  // The timeline moves by our steps; other sliders by their own.
  ['input.k-slider', (key) => key === ' ' || key === 'ArrowUp' || key === 'ArrowDown'],
  ['input[type="range"], input[type="radio"]', (key) => key === ' ' || isArrow(key)],
  ['input, button, a, summary', (key) => key === ' '],
  ['.k-pan, .k-pan *', isArrow],
];

function isTakenBy(element: Element, key: string): boolean {
  const row = takers.find(([selector]) => element.matches(selector));
  return row !== undefined && row[1](key);
}

function toggleCaptions({ session, store, language }: Ui): void {
  const tracks = session.play.film.captions.filter(({ kind }) => kind === 'captions');
  const first = tracks.find((track) => track.language.slice(0, 2) === language) || tracks[0];
  if (first) session.setCaptions(store.get().captions ? '' : first.language);
}

/** Nearer than this behind the present moment counts as being there. */
const HERE_MS = 1500;

/** Chapters, targets and quizzes in one order of time. */
function goToElement(session: Session, direction: 1 | -1): void {
  const { chapters, targets, quizzes } = session.play.document;
  const now = session.store.get().time_ms;
  const times = [
    ...chapters.map(({ start_ms }) => start_ms),
    ...targets.map(({ start_ms }) => start_ms),
    ...quizzes.map(({ at_ms }) => at_ms),
  ].sort((a, b) => a - b);
  const next = direction > 0 ? times.find((time) => time > now) : times.filter((time) => time < now - HERE_MS).pop();
  if (next !== undefined) session.film.seek(next);
}
