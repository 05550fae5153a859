import { expect, it } from 'vitest';
import { messageOf, PROTOCOL, sealed, type ToPlayer } from './protocol.ts';

const page = {} as Window;
const heard = (data: unknown, origin = location.origin, source: unknown = page): ToPlayer | null =>
  messageOf<ToPlayer>({ data, origin, source } as MessageEvent, page);
const seek: ToPlayer = { kind: 'seek', grain_id: 'g', at_ms: 1200 };

it('is understood between a page and its frame', () => {
  expect(heard(sealed(seek))).toMatchObject(seek);
});

it('hears no other origin and no other window', () => {
  expect(heard(sealed(seek), 'https://elsewhere.example')).toBe(null);
  expect(heard(sealed(seek), location.origin, {})).toBe(null);
});

it('drops what is no message of this version', () => {
  expect(heard({ ...seek, kair: PROTOCOL + 1 })).toBe(null);
  for (const data of [seek, null, 'seek', 12]) expect(heard(data)).toBe(null);
});
