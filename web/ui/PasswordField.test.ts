import { describe, expect, it } from 'vitest';
import { passwordStrength } from './PasswordField.tsx';

describe('the strength of a password', () => {
  it.each([
    ['', 0],
    ['Short7!', 1],
    ['aaaaaaaaaaaaaaaa', 1],
    ['simplephrase', 2],
    ['une phrase facile', 3],
    ['Une phrase facile, 3 mots', 4],
  ])('of “%s” is %d of 4', (password, strength) => {
    expect(passwordStrength(password, 12)).toBe(strength);
  });

  it('grows from one character below the minimum to the minimum', () => {
    expect(passwordStrength('abcdefghijk', 12)).toBe(1);
    expect(passwordStrength('abcdefghijkl', 12)).toBe(2);
  });
});
