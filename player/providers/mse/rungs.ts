// From the index of a film to what this browser can play: video rungs by height, one sound, both with their segments.
import type { MediaPlay, Track } from '../../core/document.ts';
import type { Rung } from './ladder.ts';
import { segmentsOf } from './segments.ts';

export type Rungs = { video: Rung[]; audio: Rung[]; complete: boolean };

export const mimeOf = (kind: 'video' | 'audio', codecs: string): string => `${kind}/mp4; codecs="${codecs}"`;

export function rungsOf(film: MediaPlay, supported: (type: string) => boolean): Rungs {
  const usable = film.tracks.filter((track) => supported(mimeOf(track.kind, track.codecs)) && track.runs.length > 0);
  const of = (kind: Track['kind']): Rung[] =>
    usable
      .filter((track) => track.kind === kind)
      .map(rungOf)
      .filter(({ segments }) => segments.length > 0)
      .sort((a, b) => a.height - b.height);
  return { video: of('video'), audio: of('audio').slice(0, 1), complete: usable.every(({ complete }) => complete) };
}

const rungOf = (track: Track): Rung => ({
  name: track.name,
  key: track.name + track.init.length + track.init.slice(-64),
  height: Math.min(track.width, track.height),
  codecs: track.codecs,
  init: fromBase64(track.init),
  segments: segmentsOf(track),
});

function fromBase64(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes.buffer;
}
