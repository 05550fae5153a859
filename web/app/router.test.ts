import { describe, expect, it } from 'vitest';
import { ownAddress } from './router.tsx';

describe('the address to return to after signing in', () => {
  it.each(['/audit', '/people?search=a', '/'])('%s is kept', (address) => {
    expect(ownAddress(address)).toBe(address);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 7, undefined])(
    '%s is refused',
    (address) => {
      expect(ownAddress(address)).toBeUndefined();
    },
  );
});
