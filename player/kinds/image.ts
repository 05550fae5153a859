// An image that can be looked at closely: buttons, keys, wheel and a dragging finger.
import type { Content } from '../core/document.ts';
import type { LateText } from '../text/late_fr.ts';
import { control } from '../ui/control.ts';
import { h } from '../ui/dom.ts';
import { FIT, MINUS, PLUS } from '../ui/icons.ts';
import type { Ui } from '../ui/part.ts';
import { type Inside, panelHead } from '../ui/panel_inside.ts';
import { showPicture } from './picture.ts';

const STEP = 1.5;
const MOST = 6;
const ARROW_PX = 60;

type Point = { x: number; y: number };
const pointOf = (event: MouseEvent | TouchEvent): Point => {
  const at = 'touches' in event ? event.touches[0] : event;
  return { x: at ? at.clientX : 0, y: at ? at.clientY : 0 };
};

export function imageInside(ui: Ui, text: LateText, content: Extract<Content, { kind: 'image' }>): Inside {
  const view = h('div', { class: 'k-pan', tabindex: 0, role: 'group', 'aria-label': text.imageKeys });
  const level = h('span', { class: 'k-level', role: 'status' });
  const pictures = () => {
    const media = ui.session.mediaOf(content.media_id);
    const first = media && media.pages[0];
    return first ? first.pictures : [];
  };
  const shown = showPicture(ui, text, view, content.alternative || content.title, pictures);
  const { image } = shown;
  let zoom = 1;
  let shift: Point = { x: 0, y: 0 };

  const bound = (value: number, shownSize: number, room: number): number => {
    const most = Math.max(0, (shownSize * zoom - room) / 2);
    return Math.max(-most, Math.min(most, value));
  };
  const draw = (): void => {
    shift = {
      x: bound(shift.x, image.clientWidth, view.clientWidth),
      y: bound(shift.y, image.clientHeight, view.clientHeight),
    };
    image.style.transform = `translate(${shift.x}px, ${shift.y}px) scale(${zoom})`;
    level.textContent = text.zoomed(Math.round(zoom * 100));
    view.style.cursor = zoom > 1 ? 'move' : '';
    shown.wide(view.clientWidth * zoom);
  };
  const zoomTo = (next: number): void => {
    const bounded = Math.max(1, Math.min(MOST, next));
    shift = { x: (shift.x * bounded) / zoom, y: (shift.y * bounded) / zoom };
    zoom = bounded;
    draw();
  };
  const move = (x: number, y: number): void => {
    shift = { x: shift.x + x, y: shift.y + y };
    draw();
  };

  const keys: Record<string, () => void> = {
    '+': () => zoomTo(zoom * STEP),
    '=': () => zoomTo(zoom * STEP),
    '-': () => zoomTo(zoom / STEP),
    '0': () => zoomTo(1),
    ArrowLeft: () => move(ARROW_PX, 0),
    ArrowRight: () => move(-ARROW_PX, 0),
    ArrowUp: () => move(0, ARROW_PX),
    ArrowDown: () => move(0, -ARROW_PX),
  };
  view.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  view.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoomTo(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
  });
  view.addEventListener('dblclick', () => zoomTo(zoom > 1 ? 1 : 2.5));
  drag(view, move);

  const { head, cross } = panelHead(
    ui,
    text,
    content.title,
    h(
      'div',
      { class: 'k-tools' },
      control(MINUS, text.zoomOut, () => zoomTo(zoom / STEP)),
      level,
      control(PLUS, text.zoomIn, () => zoomTo(zoom * STEP)),
      control(FIT, text.zoomFit, () => zoomTo(1)),
    ),
  );
  const settle = (): void => draw();
  image.addEventListener('load', settle);
  window.addEventListener('resize', settle);
  setTimeout(settle, 0);
  return {
    element: h('div', { class: 'k-inside' }, head, view),
    first: cross,
    close: () => window.removeEventListener('resize', settle),
  };
}

/** Mouse or one finger. */
function drag(view: HTMLElement, move: (x: number, y: number) => void): void {
  let last: Point | null = null;
  const begin = (event: MouseEvent | TouchEvent): void => {
    last = pointOf(event);
  };
  const go = (event: MouseEvent | TouchEvent): void => {
    if (!last) return;
    const now = pointOf(event);
    move(now.x - last.x, now.y - last.y);
    last = now;
    event.preventDefault();
  };
  const end = (): void => {
    last = null;
  };
  view.addEventListener('mousedown', begin);
  view.addEventListener('mousemove', go);
  view.addEventListener('mouseleave', end);
  view.addEventListener('mouseup', end);
  view.addEventListener('touchstart', begin, { passive: true });
  view.addEventListener('touchmove', go, { passive: false });
  view.addEventListener('touchend', end);
}
