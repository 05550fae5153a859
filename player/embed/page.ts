// Entry of the play page: reads the document that the page carries and starts the player. The engine comes in the page's next
// script; the address of the late one is put in by the build.
import type { PlayDocument } from '../core/document.ts';
import { type CreateEngine, KPlayer } from '../index.ts';
import type { LateParts } from '../ui/part.ts';
import { BARE } from './protocol.ts';

declare const LATE_SCRIPT: string;
declare const LATE_STYLE: string;

type Scripts = { createScriptURL(url: string): string };
type TrustedTypes = { createPolicy(name: string, rules: Scripts): Scripts };

let trusted: Scripts | null = null;

/** Only our own late script ever becomes the address of a script. */
function scriptAddress(): string {
  const types = (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return LATE_SCRIPT;
  trusted = trusted || types.createPolicy('kair-player', { createScriptURL: () => LATE_SCRIPT });
  return trusted.createScriptURL(LATE_SCRIPT);
}

/** Settles when the element has loaded; a failed one is taken out, so that it can be tried again. */
const loaded = (element: HTMLScriptElement | HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => {
      document.head.removeChild(element);
      reject(new Error('late'));
    };
    document.head.append(element);
  });

function late(): Promise<LateParts> {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = LATE_STYLE;
  const script = document.createElement('script');
  script.src = scriptAddress();
  const page = window as unknown as { kairLate?: (parts: LateParts) => void };
  const given = new Promise<LateParts>((resolve) => (page.kairLate = resolve));
  return Promise.all([loaded(style), loaded(script)]).then(() => given);
}

const engine = new Promise<CreateEngine>(
  (resolve) => ((window as unknown as { kairEngine: typeof resolve }).kairEngine = resolve),
);

/** A learner who comes from our own pages has asked for the film by a click; one who typed the address has not. */
const cameByClick = (): boolean => document.referrer.indexOf(`${location.origin}/`) === 0;

function start(): void {
  const carried = document.getElementById('play');
  if (!carried) return;
  const play = JSON.parse(carried.textContent || '') as PlayDocument;
  const root = document.getElementById('player') || document.body.appendChild(document.createElement('div'));
  const bare = location.hash === BARE;
  if (bare) root.classList.add('k-bare');
  const show = (shown: PlayDocument): void => {
    document.title = `${shown.document.title || shown.module_title} · Kair`;
  };
  const player = new KPlayer(root, play, {
    engine,
    late,
    autoplay: !bare && cameByClick(),
    moved: (moved) => {
      show(moved);
      const address = `?grain=${moved.grain_id}`;
      // A frame's steps would mix with those of the page around it.
      if (!bare && location.search !== address) history.pushState({ grain_id: moved.grain_id }, '', address);
      window.scrollTo(0, 0);
    },
  });
  history.replaceState({ grain_id: play.grain_id }, '');
  window.addEventListener('popstate', (event: PopStateEvent) => {
    const state = event.state as { grain_id?: string } | null;
    if (state && state.grain_id) void player.goTo(state.grain_id);
  });
  show(play);
}

start();
