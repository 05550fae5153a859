import { describe, expect, it } from 'vitest';
import { SLUG_MAX, slugOf } from './slug.ts';

describe('the address proposed for a space', () => {
  it.each([
    ['Ateliers Rhône', 'ateliers-rhone'],
    ['  L’Œuvre & Cie.  ', 'l-uvre-cie'],
    ['---', ''],
  ])('for “%s” is “%s”', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is never longer than the limit, nor ends with a hyphen', () => {
    const slug = slugOf(`${'a'.repeat(SLUG_MAX - 1)} bcd`);
    expect(slug).toBe('a'.repeat(SLUG_MAX - 1));
    expect(slugOf('a'.repeat(SLUG_MAX + 1))).toHaveLength(SLUG_MAX);
  });
});
