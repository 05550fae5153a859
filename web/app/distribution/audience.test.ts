import { describe, expect, it } from 'vitest';
import { fits } from './AudienceField.tsx';
import { countOnce } from './useAudienceCount.ts';

describe('an audience', () => {
  it('of nobody is nobody', () => {
    expect(countOnce([], [])).toEqual({ people: 0, twice: 0 });
  });

  it('counts whoever is in two groups, or in a group and chosen, once', () => {
    expect(
      countOnce(
        [
          ['a', 'b'],
          ['b', 'c'],
        ],
        ['a', 'd'],
      ),
    ).toEqual({ people: 4, twice: 2 });
  });
});

describe('what is typed', () => {
  it.each([
    ['Équipe d’accueil', 'equipe', true],
    ['Jean-Baptiste Mercier jb@exemple.fr', 'mercier jean', true],
    ['Agence de Brest', 'équipe', false],
    ['Agence de Brest', '', true],
  ])('fits %j by %j: %s', (words, search, fit) => {
    expect(fits(words, search)).toBe(fit);
  });
});
