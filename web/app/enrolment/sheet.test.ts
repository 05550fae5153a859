import { expect, test } from 'vitest';
import { base64url } from './sheet.ts';

test('bytes of any kind become text without padding', () => {
  expect(base64url(new Uint8Array([]))).toBe('');
  expect(base64url(new Uint8Array([0xff, 0xef, 0xbe]))).toBe('_---');
  expect(base64url(new Uint8Array([0x41, 0xe9]))).toBe('Qek');
});

test('a file longer than one chunk is whole', () => {
  const bytes = new Uint8Array(100_000).map((_, index) => index % 251);
  expect(Buffer.from(base64url(bytes), 'base64url').equals(Buffer.from(bytes))).toBe(true);
});
