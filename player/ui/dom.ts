// Makes elements. Text goes in as text nodes only, so that no content can ever become markup.

type Listener = (event: Event) => void;
export type Props = Record<string, string | number | boolean | undefined | Listener>;
type Child = Node | string | null | undefined | false;

function fill<E extends Element>(element: E, props: Props, children: readonly Child[]): E {
  for (const name of Object.keys(props)) {
    const value = props[name];
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as Listener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** `on…` members are listeners, true is an empty attribute, false and undefined are none. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => fill(document.createElement(tag), props, children);

export const svg = (tag: string, props: Props, ...children: Child[]): SVGElement =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);

export function clear(element: Element): void {
  while (element.firstChild) element.removeChild(element.firstChild);
}

export function toggleClass(element: Element, name: string, on: boolean): void {
  if (on) element.classList.add(name);
  else element.classList.remove(name);
}

/** For those who look nowhere: read out, never seen. */
export const spoken = (text: string): HTMLElement => h('span', { class: 'k-spoken' }, text);
