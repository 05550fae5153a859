// The player in a frame of a page of ours: tells that page where film and picture are, and goes where it asks. Whoever
// reviews a film goes anywhere in it at once: what is required stops the film where it plays, and bars no jump.
import { readSetting } from '../core/settings.ts';
import type { Places, Ui } from '../ui/part.ts';
import { type FilmElement, type FromPlayer, messageOf, sealed, type ToPlayer } from './protocol.ts';

type ObserverClass = new (changed: () => void) => { observe(element: Element): void; disconnect(): void };

/** The keys that belong to the page; they stay its own when another grain comes. */
let keys: readonly string[] = [];

export function hostPart(ui: Ui, { stage }: Places): { close(): void } {
  const { session, store, root } = ui;
  const { play, film } = session;
  const page = window.parent;
  const picture = stage.querySelector('.k-picture') || stage;
  session.scheduler.barred = false;

  const say = (message: FromPlayer): void => page.postMessage(sealed(message), location.origin);
  const present = (): void => {
    say({ kind: 'ready', grain_id: play.grain_id, duration_ms: film.duration_ms, elements: elementsOf(ui) });
    place();
    state();
  };
  const place = (): void => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    say({ kind: 'picture', left, top, width, height, page_height: root.offsetHeight });
  };
  const state = (): void => {
    const { time_ms, playing, visible, panel } = store.get();
    const open = panel && (panel.kind === 'quiz' || panel.kind === 'content') ? panel.id : null;
    say({ kind: 'state', at_ms: time_ms, playing, visible, open });
  };

  const show = (at_ms: number): void => {
    // What is open over the film belongs to another moment.
    session.closePanel();
    film.pause();
    film.seek(at_ms);
    // The picture of that moment is what is asked for, not the button that starts the film over it.
    store.set({ started: true });
  };

  const onMessage = (event: MessageEvent): void => {
    const message = messageOf<ToPlayer>(event, page);
    if (!message) return;
    if (message.kind === 'hello') {
      keys = message.keys;
      present();
    } else if (message.kind === 'seek') {
      if (message.grain_id === play.grain_id) show(message.at_ms);
      else void ui.goTo(message.grain_id);
    } else if (message.kind === 'play') film.play();
    else if (message.kind === 'pause') film.pause();
    else session.toggle();
  };
  const onKey = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const key = event.key.toLowerCase();
    if (!plain || keys.indexOf(key) < 0 || target.matches('textarea, select')) return;
    if (readSetting('single_keys') === 'off') return;
    event.preventDefault();
    event.stopPropagation();
    say({ kind: 'key', key });
  };

  const Resize = (window as unknown as { ResizeObserver?: ObserverClass }).ResizeObserver;
  const observer = Resize ? new Resize(place) : null;
  if (observer) for (const element of [root, picture]) observer.observe(element);
  window.addEventListener('resize', place);
  window.addEventListener('message', onMessage);
  window.addEventListener('keydown', onKey, true);
  const unwatch = store.watch((now) => now, state);
  present();
  return {
    close: () => {
      if (observer) observer.disconnect();
      window.removeEventListener('resize', place);
      window.removeEventListener('message', onMessage);
      window.removeEventListener('keydown', onKey, true);
      unwatch();
    },
  };
}

function elementsOf({ session }: Ui): FilmElement[] {
  const { chapters, targets, quizzes } = session.play.document;
  const starts = chapters.slice().sort((a, b) => a.start_ms - b.start_ms);
  return [
    ...starts.map(({ id, title, start_ms }, at): FilmElement => {
      const next = starts[at + 1];
      return { kind: 'chapter', id, title, start_ms, end_ms: next ? next.start_ms : session.film.duration_ms };
    }),
    ...targets.map(({ id, label, start_ms, end_ms }): FilmElement => ({
      kind: 'target',
      id,
      title: label,
      start_ms,
      end_ms,
    })),
    ...quizzes.map(({ id, title, at_ms }): FilmElement => ({
      kind: 'quiz',
      id,
      title,
      start_ms: at_ms,
      end_ms: at_ms,
    })),
  ];
}
