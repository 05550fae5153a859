// What the first script says, in English.
import type { Text } from './fr.ts';

export const en: Text = {
  play: 'Play',
  pause: 'Pause',
  start: 'Start the video',
  resumeAt: (time) => `Resume at ${time}`,
  back: 'Back 10 seconds',
  forward: 'Forward 10 seconds',
  position: 'Position in the video',
  positionOf: (now, all) => `${now} of ${all}`,
  inChapter: (title) => `chapter: ${title}`,
  mute: 'Mute',
  unmute: 'Unmute',
  volume: 'Volume',
  side: 'Outline and contents',
  home: 'Home',
  player: 'Video player',
  film: (title) => `Video: ${title}`,
  targets: 'Targets on the picture',
  targetShown: (label) => `Target: ${label}. Press T to reach it.`,
  waiting: 'More is coming…',
  hours: (n) => (n > 1 ? `${n} hours` : '1 hour'),
  minutes: (n) => (n > 1 ? `${n} minutes` : '1 minute'),
  seconds: (n) => (n > 1 ? `${n} seconds` : `${n} second`),
};
