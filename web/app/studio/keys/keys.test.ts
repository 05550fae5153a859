import { describe, expect, it } from 'vitest';
import { actOf, keyRows } from './keys.ts';

const press = (key: string, held: Partial<{ ctrl: boolean; alt: boolean; shift: boolean }> = {}) =>
  actOf({ key, ctrl: false, alt: false, shift: false, ...held })?.act ?? null;

describe('a key of the studio', () => {
  it('acts alone, and not with Ctrl held', () => {
    expect(press('d')).toBe('duplicate');
    expect(press('d', { ctrl: true })).toBeNull();
  });
  it('tells one frame from one second by Shift', () => {
    expect(press('ArrowLeft', { alt: true })).toBe('shiftBack');
    expect(press('ArrowLeft', { alt: true, shift: true })).toBe('secondBack');
    expect(press('ArrowLeft')).toBeNull();
  });
  it('tells undo from redo by Shift, whatever case the browser says', () => {
    expect(press('z', { ctrl: true })).toBe('undo');
    expect(press('Z', { ctrl: true, shift: true })).toBe('redo');
  });
  it('is found on keyboards where a sign needs Shift', () => {
    expect(press('+', { shift: true })).toBe('zoomIn');
    expect(press('?', { shift: true })).toBe('help');
    expect(press('1', { shift: true })).toBe('image');
  });
  it('means one thing', () => {
    const combinations = keyRows.flatMap((row) =>
      row.keys.map((key) => `${[...(row.with ?? [])].sort().join()}+${key}`),
    );
    expect(new Set(combinations).size).toBe(combinations.length);
  });
});
