import { describe, expect, it } from 'vitest';
import { closeness, rank } from './ranking.ts';

const same = (text: string) => text;

describe('the palette', () => {
  it('puts the start of the name first, then the start of a word, then the inside of one', () => {
    const items = ['Aménager', 'Journal de Mai', 'Maintenance'];
    expect(rank('ma', items, same)).toEqual(['Maintenance', 'Journal de Mai']);
    expect(rank('men', items, same)).toEqual(['Aménager', 'Maintenance']);
  });

  it('ignores accents and case', () => {
    expect(closeness('regl', 'Réglages')).toBe(4);
    expect(closeness('RÉG', 'reglages')).toBe(4);
  });

  it('finds letters in order from three letters on', () => {
    expect(closeness('rcl', 'Raccourcis clavier')).toBe(1);
    expect(closeness('rv', 'Raccourcis clavier')).toBe(0);
  });

  it('offers everything, in order, when nothing is typed', () => {
    expect(rank('  ', ['b', 'a'], same)).toEqual(['b', 'a']);
  });

  it('offers nothing that does not match', () => {
    expect(rank('xyz', ['Accueil', 'Journal'], same)).toEqual([]);
  });
});
