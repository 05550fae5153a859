// Identities of elements: made here, kept for ever. Version 7 of RFC 9562, so that they sort by the moment they were made.
import type { Uuid } from '../../../../player/core/document.ts';

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

export function newId(now_ms = Date.now()): Uuid {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const time = hex(now_ms, 12);
  const bytes = Array.from(random, (byte) => hex(byte, 2)).join('');
  const variant = hex(((random[2] ?? 0) & 0x3f) | 0x80, 2);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bytes.slice(0, 3)}-${variant}${bytes.slice(6, 8)}-${bytes.slice(8, 20)}`;
}
