// A square button with an icon, a name, and a face that can change.
import { clear, h } from './dom.ts';
import { icon, PLAY } from './icons.ts';

export const control = (path: string, label: string, act: () => void): HTMLButtonElement =>
  h('button', { class: 'k-control', type: 'button', 'aria-label': label, title: label, onclick: act }, icon(path));

export function face(button: HTMLElement, path: string, label: string): void {
  clear(button);
  button.append(icon(path, 20, path === PLAY));
  button.setAttribute('aria-label', label);
  button.title = label;
}
