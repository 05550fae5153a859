// Random identifiers (UUID version 4) where crypto.randomUUID is missing: before 2021, and on pages without TLS.
import type { Uuid } from './document.ts';

export function newId(): Uuid {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let text = '';
  bytes.forEach((byte, at) => {
    const value = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    text += (at === 4 || at === 6 || at === 8 || at === 10 ? '-' : '') + (value + 0x100).toString(16).slice(1);
  });
  return text;
}
