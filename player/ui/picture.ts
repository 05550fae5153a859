// Where the picture lies on the stage: the film keeps its proportions, so there may be bars beside or above it. What is put
// over the picture is placed inside this layer by per cent.
import { h } from './dom.ts';
import type { Ui } from './part.ts';

export type Box = { left: number; top: number; width: number; height: number };

/** The largest box of these proportions in the middle of the stage, in pixels. */
export function fit(stageWidth: number, stageHeight: number, width: number, height: number): Box {
  const scale = width > 0 && height > 0 ? Math.min(stageWidth / width, stageHeight / height) : 0;
  const box = scale ? { width: width * scale, height: height * scale } : { width: stageWidth, height: stageHeight };
  return {
    left: (stageWidth - box.width) / 2,
    top: (stageHeight - box.height) / 2,
    width: box.width,
    height: box.height,
  };
}

type Observer = { observe(element: Element): void; disconnect(): void };
type ObserverClass = new (changed: () => void) => Observer;

/** Turning a phone is told before the page has its new size. */
const SETTLED_MS = 80;

/** A layer that follows the picture of `stage`. `resized` is told its box. */
export function pictureLayer({ session, video }: Ui, stage: HTMLElement, resized: (box: Box) => void) {
  const layer = h('div', { class: 'k-picture' });
  const { film } = session.play;
  const place = (): void => {
    const width = video.videoWidth || film.width;
    const box = fit(stage.clientWidth, stage.clientHeight, width, video.videoHeight || film.height);
    for (const side of ['left', 'top', 'width', 'height'] as const) layer.style[side] = `${box[side]}px`;
    resized(box);
  };
  const later = (): void => {
    place();
    setTimeout(place, SETTLED_MS);
  };
  const Resize = (window as unknown as { ResizeObserver?: ObserverClass }).ResizeObserver;
  const observer = Resize ? new Resize(place) : null;
  if (observer) observer.observe(stage);
  const heard: [EventTarget, string][] = [
    [window, 'resize'],
    [window, 'orientationchange'],
    [document, 'fullscreenchange'],
    [document, 'webkitfullscreenchange'],
    [video, 'loadedmetadata'],
  ];
  for (const [target, name] of heard) target.addEventListener(name, later);
  return {
    layer,
    close: () => {
      if (observer) observer.disconnect();
      for (const [target, name] of heard) target.removeEventListener(name, later);
    },
  };
}
