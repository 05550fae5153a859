import { expect, it } from 'vitest';
import { frenchSpaces } from './typography.ts';

it('puts no-break spaces where French wants them, and leaves addresses alone', () => {
  expect(frenchSpaces('Mot de passe oublié ?')).toBe('Mot de passe oublié\u202f?');
  expect(frenchSpaces('Entrer : « Lyon »')).toBe('Entrer\u00a0: «\u00a0Lyon\u00a0»');
  expect(frenchSpaces('https://kair.example/a?b')).toBe('https://kair.example/a?b');
});
