import { expect, test } from 'vitest';
import { readSheet } from './readSheet.ts';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

test('UTF-8 is read as it is, without its mark', () => {
  expect(readSheet(bytes(0xef, 0xbb, 0xbf, 0x41, 0xc3, 0xa9))).toEqual({ text: 'Aé', converted: false });
});

test('eight-bit letters of Windows are converted, and said to be', () => {
  expect(readSheet(bytes(0x41, 0xe9, 0x80))).toEqual({ text: 'Aé€', converted: true });
});
