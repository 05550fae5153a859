import { expect, it } from 'vitest';
import { valueOf } from './values.ts';

it.each([
  ['start_ms', '2600', '00:02.600'],
  ['width', '18', '18 %'],
  ['keyframes', '2600: 30 40; 3000: 45.5 40', '00:02.600 (30 %, 40 %); 00:03.000 (45.5 %, 40 %)'],
  ['label', '2600', '2600'],
])('%s %s is read as %s', (field, value, text) => {
  expect(valueOf(field, value)).toEqual({ kind: 'text', text });
});

it('says yes and no where there is nothing else to say, and keeps identities of files to itself', () => {
  expect([valueOf('required', 'true'), valueOf('required', 'false'), valueOf('label', '')]).toEqual([
    { kind: 'yes' },
    { kind: 'no' },
    { kind: 'none' },
  ]);
  expect(valueOf('media_id', '01a20985-af44-7c35-8059-3fe19231eb37')).toEqual({ kind: 'file' });
});
