import { expect, it } from 'vitest';
import { newId } from './identity.ts';

it('an identity is a UUID of version 7 that sorts by the moment it was made', () => {
  const id = newId(0x0190a5f0abcd);
  expect(id).toMatch(/^0190a5f0-abcd-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(1_000) < newId(1_001)).toBe(true);
});

it('two identities of the same moment differ', () => {
  const made = new Set(Array.from({ length: 500 }, () => newId(5)));
  expect(made.size).toBe(500);
});
