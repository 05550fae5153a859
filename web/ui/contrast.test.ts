import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, pairs, readTheme } from './contrast.ts';

const css = readFileSync(`${import.meta.dirname}/tokens.css`, 'utf8');

describe.each([
  ['light', "[data-theme='light']"],
  ['dark', "[data-theme='dark']"],
])('the %s theme', (_name, selector) => {
  const theme = readTheme(css, selector);

  it.each(pairs)('shows $ink on $ground at $ratio:1 or better', ({ ink, ground, ratio }) => {
    const [one, other] = [theme.get(ink), theme.get(ground)];
    expect(one, ink).toMatch(/^#[0-9a-f]{6}$/);
    expect(other, ground).toMatch(/^#[0-9a-f]{6}$/);
    expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(ratio);
  });
});

describe('the contrast ratio', () => {
  it('is 21 between black and white, 1 between equal colours', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#0b7a75', '#0b7a75')).toBe(1);
  });
});
