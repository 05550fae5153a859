// Entry of the late script: all that is not needed to see a first picture. Recording, panels, menus, side, keys.
import { newId } from './core/identity.ts';
import { Outbox } from './core/outbox.ts';
import { indexedStorage } from './core/outbox_storage.ts';
import { Recorder } from './core/recorder.ts';
import { keepSetting } from './core/settings.ts';
import { Statements } from './core/statements.ts';
import { send } from './core/transport.ts';
import { hostPart } from './embed/host.ts';
import { BARE } from './embed/protocol.ts';
import { lateEn } from './text/late_en.ts';
import { lateFr, type LateText } from './text/late_fr.ts';
import { french } from './text/typography.ts';
import { control, face } from './ui/control.ts';
import { captionsPart } from './ui/captions.ts';
import { choiceMenus } from './ui/choices.ts';
import { cuesOf } from './ui/cues.ts';
import { deliveryPart } from './ui/delivery.ts';
import { toggleClass } from './ui/dom.ts';
import { FullScreen } from './ui/fullscreen.ts';
import { holdPart } from './ui/hold.ts';
import { FULL, HELP, SIDE, SMALL } from './ui/icons.ts';
import { watchIdle } from './ui/idle.ts';
import { listenToKeys } from './ui/keys.ts';
import { noticePart } from './ui/notice.ts';
import { panelPart } from './ui/panel.ts';
import type { LateParts, Places, Ui } from './ui/part.ts';
import { sidePart } from './ui/side/side.ts';
import { followTheme } from './ui/theme.ts';

export const lateParts: LateParts = {
  outbox: (launch, report) =>
    new Outbox({
      launch,
      report,
      send,
      storage: indexedStorage(),
      // Without it what waits stays kept, and leaves with the next visit.
      beacon: (url, body) => 'sendBeacon' in navigator && navigator.sendBeacon(url, body),
    }),

  recorder: (session, launch, outbox) => {
    const { activity_base, grain_id } = session.play;
    const { film } = session;
    const origin = { activity_base, grain_id, launch_id: launch.id, duration_ms: film.duration_ms };
    return new Recorder({
      film,
      share: () => session.share(),
      statements: new Statements(origin, { id: newId, now: () => Date.now() }),
      deliver: (statement, urgent) => {
        outbox.add(statement);
        if (urgent) outbox.flush();
      },
    });
  },

  screen: (ui, places) => {
    const text = ui.language === 'en' ? lateEn : french(lateFr);
    const cues = cuesOf(ui.session.play.film.captions);
    const buttons = buttonsPart(ui, text, places);
    const menus = choiceMenus(ui, text);
    places.controls.append(...menus.menus.map(({ element }) => element), ...buttons.elements);
    const over = [captionsPart(ui, cues), holdPart(ui, text), noticePart(ui, text), panelPart(ui, text)];
    places.stage.append(...over.map(({ element }) => element));
    const delivery = deliveryPart(ui, text);
    places.head.append(delivery.element);
    const side = sidePart(ui, text, cues);
    places.side.append(side.element);
    const keys = listenToKeys({ ui, focusTarget: places.focusTarget, toggleFull: () => buttons.full.toggle() });
    const idle = watchIdle(ui.root);
    const theme = followTheme(ui.root);
    const host = location.hash === BARE && window.parent !== window ? hostPart(ui, places) : null;
    return {
      close: () => {
        keys();
        idle();
        theme();
        if (host) host.close();
        menus.close();
        buttons.full.close();
        for (const part of [...over, delivery, side]) if (part.close) part.close();
      },
    };
  },
};

function buttonsPart({ root, session }: Ui, text: LateText, places: Places) {
  const side = control(SIDE, text.side, () => {
    const open = root.classList.contains('k-no-side');
    toggleClass(root, 'k-no-side', !open);
    side.setAttribute('aria-expanded', String(open));
    keepSetting('side', open ? 'on' : 'off');
  });
  side.setAttribute('aria-expanded', String(!root.classList.contains('k-no-side')));
  side.classList.add('k-only-wide', 'k-side-toggle');
  places.side.id = 'k-side';
  side.setAttribute('aria-controls', 'k-side');
  const help = control(HELP, text.help, () => session.openHelp());
  help.classList.add('k-only-wide');
  const fullButton = control(FULL, text.fullScreen, () => full.toggle());
  const full = new FullScreen(root, (on) =>
    face(fullButton, on ? SMALL : FULL, on ? text.leaveFullScreen : text.fullScreen),
  );
  return { full, elements: [side, help, fullButton] };
}

type Taker = (parts: LateParts) => void;
const { kairLate } = window as unknown as { kairLate?: Taker };
if (kairLate) kairLate(lateParts);
