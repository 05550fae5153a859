// The pairs of tokens that appear on one another, and the ratio each must reach (WCAG 2.2, 1.4.3 and 1.4.11).
export const TEXT = 4.5;
export const SHAPE = 3;

export const pairs: readonly { ink: string; ground: string; ratio: number }[] = [
  ...['text', 'text-soft', 'text-muted'].flatMap((ink) =>
    ['page', 'surface', 'sunken'].map((ground) => ({ ink, ground, ratio: TEXT })),
  ),
  ...['brand', 'brand-strong', 'danger', 'success', 'warning', 'info'].flatMap((ink) =>
    ['page', 'surface', 'sunken'].map((ground) => ({ ink, ground, ratio: TEXT })),
  ),
  { ink: 'on-brand', ground: 'brand', ratio: TEXT },
  { ink: 'on-brand', ground: 'brand-strong', ratio: TEXT },
  { ink: 'on-accent', ground: 'accent', ratio: TEXT },
  { ink: 'on-accent', ground: 'accent-strong', ratio: TEXT },
  { ink: 'on-danger', ground: 'danger', ratio: TEXT },
  { ink: 'on-inverse', ground: 'inverse', ratio: TEXT },
  { ink: 'success', ground: 'success-soft', ratio: TEXT },
  { ink: 'warning', ground: 'warning-soft', ratio: TEXT },
  { ink: 'danger', ground: 'danger-soft', ratio: TEXT },
  { ink: 'info', ground: 'info-soft', ratio: TEXT },
  { ink: 'brand-strong', ground: 'brand-soft', ratio: TEXT },
  { ink: 'text', ground: 'brand-soft', ratio: TEXT },
  { ink: 'text', ground: 'warning-soft', ratio: TEXT },
  { ink: 'text', ground: 'danger-soft', ratio: TEXT },
  { ink: 'text', ground: 'success-soft', ratio: TEXT },
  { ink: 'text', ground: 'info-soft', ratio: TEXT },
  ...['kind-target', 'kind-quiz', 'kind-content', 'kind-chapter', 'kind-captions', 'control-line'].flatMap((ink) =>
    ['page', 'surface'].map((ground) => ({ ink, ground, ratio: SHAPE })),
  ),
];

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

export const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** Reads one theme out of the style sheet; variables that point at another are followed. */
export const readTheme = (css: string, selector: string): Map<string, string> => {
  const start = css.indexOf(selector);
  const block = css.slice(css.indexOf('{', start), css.indexOf('}', start));
  const raw = new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', found[2] ?? '']));
  const follow = (value: string): string => {
    const name = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return name ? follow(raw.get(name) ?? '') : value;
  };
  return new Map([...raw].map(([name, value]) => [name, follow(value)]));
};
