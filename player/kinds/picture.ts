// Shows one picture as sharp as the screen asks: the browser itself chooses among widths and types. Fetches new addresses
// when the old ones have run out of time.
import type { Picture } from '../core/document.ts';
import type { LateText } from '../text/late_fr.ts';
import { clear, h } from '../ui/dom.ts';
import type { Ui } from '../ui/part.ts';

const srcset = (pictures: readonly Picture[]): string =>
  pictures.map(({ url, width }) => `${url} ${width}w`).join(', ');

export type Shown = {
  image: HTMLImageElement;
  /** How wide it is on the screen now, in CSS pixels. */
  wide(pixels: number): void;
};

/** `pictures` is asked again after addresses have been renewed. */
export function showPicture(
  ui: Ui,
  text: LateText,
  holder: HTMLElement,
  alternative: string,
  pictures: () => readonly Picture[],
): Shown {
  const image = h('img', { class: 'k-image', alt: alternative, draggable: 'false' });
  const source = h('source', { type: 'image/webp' });
  const picture = h('picture', {}, source, image);
  let renewed = false;
  let sizes = '';

  const load = (): void => {
    const all = pictures();
    const plain = all.filter(({ type }) => type !== 'image/webp');
    const last = plain[plain.length - 1] || all[all.length - 1];
    if (!last) return fail();
    image.width = last.width;
    image.height = last.height;
    source.sizes = image.sizes = sizes;
    source.srcset = srcset(all.filter(({ type }) => type === 'image/webp'));
    image.srcset = srcset(plain);
    image.src = last.url;
  };
  const renew = (): void => {
    renewed = true;
    void ui.session.renewMedia().then(load);
  };
  const fail = (): void => {
    clear(holder);
    const again = (): void => {
      clear(holder);
      holder.append(picture);
      renew();
    };
    holder.append(
      h(
        'div',
        { class: 'k-failed' },
        h('p', {}, text.pictureLost),
        h('button', { class: 'k-button', type: 'button', onclick: again }, text.retry),
      ),
    );
  };
  image.onload = () => (renewed = false);
  image.onerror = () => (renewed ? fail() : renew());
  holder.append(picture);
  return {
    image,
    wide: (pixels) => {
      const wanted = `${Math.ceil(pixels / 100) * 100}px`;
      if (wanted === sizes) return;
      sizes = wanted;
      load();
    },
  };
}
