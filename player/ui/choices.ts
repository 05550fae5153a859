// The menus of the bar: captions, speed, quality.
import { keepSetting } from '../core/settings.ts';
import type { Quality } from '../core/state.ts';
import type { LateText } from '../text/late_fr.ts';
import { CAPTIONS, QUALITY, SPEED } from './icons.ts';
import { menuPart } from './menu.ts';
import type { Part, Ui } from './part.ts';

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

type Menu = ReturnType<typeof menuPart>;

function speedMenu({ session, store, language }: Ui, text: LateText): Menu {
  const name = (rate: number): string => `${language === 'fr' ? String(rate).replace('.', ',') : rate}×`;
  return menuPart({
    icon: SPEED,
    label: text.speed,
    shown: () => (store.get().rate === 1 ? '' : name(store.get().rate)),
    choices: () => RATES.map((rate) => ({ value: String(rate), label: name(rate) })),
    chosen: () => String(store.get().rate),
    choose: (value) => {
      keepSetting('rate', value);
      session.film.setRate(Number(value));
    },
  });
}

function qualityMenu({ session, store }: Ui, text: LateText): Menu {
  const rungs = (): Quality[] => store.get().rungs.slice().reverse();
  const name = (quality: Quality): string => {
    if (typeof quality === 'number') return `${quality}p`;
    return { auto: text.qualityAuto, saver: text.qualitySaver, sound: text.qualitySound }[quality];
  };
  const hasSound = session.play.film.tracks.some(({ kind }) => kind === 'audio');
  return menuPart({
    icon: QUALITY,
    label: text.quality,
    shown: () => (store.get().rung ? `${store.get().rung}p` : ''),
    choices: () => {
      const all: Quality[] = ['auto', ...rungs(), 'saver'];
      if (hasSound && store.get().rungs.length) all.push('sound');
      return all.map((quality) => ({ value: String(quality), label: name(quality) }));
    },
    chosen: () => String(store.get().quality),
    choose: (value) => {
      if (value === 'auto' || value === 'saver') keepSetting('quality', value);
      store.set({ quality: Number(value) || (value as Quality) });
    },
  });
}

function captionsMenu({ session, store }: Ui, text: LateText): Menu | null {
  const tracks = session.play.film.captions.filter(({ kind }) => kind === 'captions');
  if (!tracks.length) return null;
  return menuPart({
    icon: CAPTIONS,
    label: text.captions,
    shown: () => store.get().captions.slice(0, 2).toUpperCase(),
    choices: () => [
      { value: '', label: text.captionsOff },
      ...tracks.map(({ language: value, label }) => ({ value, label })),
    ],
    chosen: () => store.get().captions,
    choose: (value) => session.setCaptions(value),
  });
}

export function choiceMenus(ui: Ui, text: LateText): { menus: Part[]; close(): void } {
  const menus = [captionsMenu(ui, text), speedMenu(ui, text), qualityMenu(ui, text)].filter(
    (menu): menu is Menu => menu !== null,
  );
  const unwatch = ui.store.watch(
    ({ rate, rungs, rung, captions, quality }) => [rate, rungs, rung, captions, quality].join(' '),
    () => menus.forEach((menu) => menu.refresh()),
  );
  return {
    menus,
    close: () => {
      unwatch();
      menus.forEach((menu) => menu.close && menu.close());
    },
  };
}
