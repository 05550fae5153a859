// Line icons on a 20 × 20 grid, in the colour of the text around them. Decorative: the control that holds one has a name.
// Constants, so that each script carries only those it shows.
import { svg } from './dom.ts';

export const PLAY = 'M6.5 3.75v12.5l10-6.25z';
export const PAUSE = 'M6.5 4v12M13.5 4v12';
export const BACK = 'M10 4a6.25 6.25 0 1 1-6.1 4.9M10 1.5 7 4l3 2.5';
export const FORWARD = 'M10 4a6.25 6.25 0 1 0 6.1 4.9M10 1.5 13 4l-3 2.5';
export const SOUND = 'M3 7.75v4.5h3l4 3.5V4.25l-4 3.5zM12.75 7.5c1.25 1.4 1.25 3.6 0 5M15 5.25c2.5 2.7 2.5 6.8 0 9.5';
export const MUTED = 'M3 7.75v4.5h3l4 3.5V4.25l-4 3.5zM13 8l4 4M17 8l-4 4';
export const CAPTIONS = 'M2.75 4.5h14.5v11H2.75zM5.5 10h4M11.5 10h3M5.5 12.75h2M9.5 12.75h5';
export const SPEED = 'M4 15a7.5 7.5 0 1 1 12 0M10 11l3.25-4';
export const QUALITY =
  'M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z';
export const FULL = 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4';
export const SMALL = 'M7.5 3.5v4h-4M16.5 7.5h-4v-4M12.5 16.5v-4h4M3.5 12.5h4v4';
export const SIDE = 'M2.75 4h14.5v12H2.75zM12.25 4v12M14 7h1.5M14 9.5h1.5';
export const HELP = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8.25c.2-2.5 4-2.25 4 0 0 1.5-2 1.5-2 3.25M10 14h.01';
export const HOME = 'M12 5.5 7.5 10l4.5 4.5';
export const CLOSE = 'm5 5 10 10M15 5 5 15';
export const CHECK = 'm4 10.5 4 4 8-9';
export const DOWN = 'm5.5 8 4.5 4.5L14.5 8';
export const LEFT = 'M12 5.5 7.5 10l4.5 4.5';
export const RIGHT = 'm8 5.5 4.5 4.5L8 14.5';
export const PLUS = 'M10 4.5v11M4.5 10h11';
export const MINUS = 'M4.5 10h11';
export const FIT = 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4';
export const AGAIN = 'M4 8.5h8a4 4 0 0 1 0 8H7.5M7.5 5 4 8.5 7.5 12';
export const OFFLINE =
  'M3 3l14 14M2.5 8c1-.9 2.1-1.6 3.25-2.1M8.5 5.1c3.25-.4 6.5.55 9 2.9M5.25 11.25c.75-.7 1.6-1.2 2.5-1.5M12 9.5c1 .3 1.95.9 2.75 1.75M10 15h.01';

/** `solid`: filled instead of drawn. */
export const icon = (path: string, size = 20, solid = false): SVGElement =>
  svg(
    'svg',
    { class: 'k-icon', viewBox: '0 0 20 20', width: size, height: size, 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: path, fill: solid ? 'currentColor' : 'none' }),
  );

const shapes = {
  target: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z',
  quiz: 'M10 2 18 10l-8 8-8-8z',
  content: 'M3.5 3.5h13v13h-13z',
  chapter: 'M5 18V2.5h11l-3 4 3 4H7V18z',
} as const;

export type Kind = keyof typeof shapes;

/** A kind of element has a colour and a shape, so that neither is needed alone. */
export const kindMark = (kind: Kind, size = 12): SVGElement =>
  svg(
    'svg',
    {
      class: `k-mark k-of-${kind}`,
      viewBox: '0 0 20 20',
      width: size,
      height: size,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    svg('path', { d: shapes[kind] }),
  );
