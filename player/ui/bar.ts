// The bar below the picture: timeline, play, ten seconds back and forward, sound, time. The late script adds the rest.
import { keepSetting } from '../core/settings.ts';
import { clockTime } from '../text/time.ts';
import { control, face } from './control.ts';
import { h } from './dom.ts';
import { BACK, FORWARD, MUTED, PAUSE, PLAY, SOUND } from './icons.ts';
import type { Part, Ui } from './part.ts';
import { timelinePart } from './timeline.ts';

const STEP_MS = 10_000;

export function barPart(ui: Ui): Part & { controls: HTMLElement } {
  const { session, store, text } = ui;
  const { film } = session;
  const timeline = timelinePart(ui);
  const ten = (path: string, label: string, ms: number): HTMLElement => {
    const button = control(path, label, () => film.seek(store.get().time_ms + ms));
    button.append(h('small', { 'aria-hidden': 'true' }, '10'));
    return button;
  };
  const play = control(PLAY, text.play, () => session.toggle());
  const mute = control(SOUND, text.mute, () => film.setMuted(!store.get().muted));
  const volume = h('input', {
    class: 'k-volume',
    type: 'range',
    min: 0,
    max: 100,
    step: 5,
    'aria-label': text.volume,
    oninput: () => film.setVolume(Number(volume.value) / 100),
  });
  const time = h('span', { class: 'k-time' });
  const controls = h(
    'div',
    { class: 'k-controls' },
    play,
    ten(BACK, text.back, -STEP_MS),
    ten(FORWARD, text.forward, STEP_MS),
    h('div', { class: 'k-sound' }, mute, volume),
    time,
    h('span', { class: 'k-space' }),
  );
  const element = h('div', { class: 'k-bar', role: 'group', 'aria-label': text.player }, timeline.element, controls);

  const unwatch = [
    store.watch(
      ({ playing }) => playing,
      (on) => face(play, on ? PAUSE : PLAY, on ? text.pause : text.play),
    ),
    store.watch(
      ({ time_ms }) => `${clockTime(time_ms)} / ${clockTime(film.duration_ms)}`,
      (shown) => (time.textContent = shown),
    ),
    store.watch(
      ({ muted, volume: level }) => (muted ? 0 : level),
      (level) => {
        face(mute, level ? SOUND : MUTED, level ? text.mute : text.unmute);
        volume.value = String(Math.round(level * 100));
        volume.style.setProperty('--level', `${Math.round(level * 100)}%`);
        if (level) keepSetting('volume', String(level));
      },
    ),
  ];
  return {
    element,
    controls,
    close: () => {
      if (timeline.close) timeline.close();
      unwatch.forEach((stop) => stop());
    },
  };
}
