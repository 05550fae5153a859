import { expect, it } from 'vitest';
import { captionAt, parseCaptions } from './captions.ts';

it('reads cues with and without hours, identifiers, settings and Windows line ends', () => {
  const cues = parseCaptions(
    '\ufeffWEBVTT - titre\r\n\r\nNOTE une note\r\n\r\n1\r\n00:01.000 --> 00:02.500 line:90% align:start\r\nPremière\r\nligne\r\n\r\n01:00:00.000 --> 01:00:01.000\r\nTard',
  );
  expect(cues).toEqual([
    { start_ms: 1000, end_ms: 2500, text: 'Première\nligne' },
    { start_ms: 3_600_000, end_ms: 3_601_000, text: 'Tard' },
  ]);
});

it('takes tags off, keeps who speaks, and resolves entities', () => {
  const [cue] = parseCaptions(
    'WEBVTT\n\n00:00.000 --> 00:01.000\n<v.loud Claire>Du <i>feu</i> &amp; de l’eau &lt;3</v>',
  );
  expect(cue?.text).toBe('Claire : Du feu & de l’eau <3');
});

it('skips what it cannot read and goes on', () => {
  const cues = parseCaptions(
    'WEBVTT\n\nnot a time\nwords\n\n00:02.000 --> 00:01.000\nbackwards\n\n00:03.000 --> 00:04.000\ngood',
  );
  expect(cues.map(({ text }) => text)).toEqual(['good']);
});

it('shows everything said at one moment, from the first millisecond of a cue to the one before its last', () => {
  const cues = parseCaptions('WEBVTT\n\n00:01.000 --> 00:03.000\nA\n\n00:02.000 --> 00:04.000\nB');
  expect([999, 1000, 2000, 3000, 4000].map((at) => captionAt(cues, at))).toEqual(['', 'A', 'A\nB', 'B', '']);
});
