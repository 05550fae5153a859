// Makes a small CMAF film with ffmpeg, as the pipeline would leave it: one file per track, the index read from its sidx.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaPlay, Run, Track } from '../core/document.ts';

export type FilmFiles = { folder: string; seconds: number; tracks: Omit<Track, 'complete'>[] };

const CMAF = '+empty_moov+default_base_moof+negative_cts_offsets+global_sidx';

/** Segments of 2, 2, 4, 4… seconds, like those of the pipeline. */
const borders = (seconds: number): number[] =>
  [0, 2, 4, 8]
    .concat(Array.from({ length: Math.ceil(seconds / 4) }, (_, at) => 12 + at * 4))
    .filter((at) => at < seconds);

function encode(input: string[], seconds: number, output: string, options: string[]): void {
  const ends = ['-t', String(seconds), '-f', 'mp4', output];
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...input, ...options, ...ends]);
}

const videoOptions = (height: number, kbps: number, seconds: number): string[] => [
  ...['-map', '0:v:0', '-an', '-vf', `scale=-2:${height}`, '-r', '25', '-pix_fmt', 'yuv420p', '-c:v', 'libx264'],
  ...['-preset', 'veryfast', '-b:v', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${kbps}k`],
  ...['-g', '10000', '-sc_threshold', '0', '-force_key_frames', borders(seconds).join(',')],
  ...['-movflags', `${CMAF}+frag_keyframe`, '-video_track_timescale', '90000'],
];
const soundOptions = [
  ...['-map', '1:a:0', '-vn', '-c:a', 'aac', '-b:a', '48k', '-ar', '48000'],
  ...['-movflags', CMAF, '-frag_duration', '2000000'],
];

/** `source`: ffmpeg input arguments of a picture (input 0) and a sound (input 1). */
export function makeFilm(folder: string, seconds: number, source = drawn(seconds)): FilmFiles {
  mkdirSync(folder, { recursive: true });
  const track = (
    name: string,
    kind: Track['kind'],
    codecs: string,
    options: string[],
    [width, height]: [number, number],
  ) => {
    const file = join(folder, `${name}.mp4`);
    if (!existsSync(file)) encode(source, seconds, file, options);
    return { name, kind, codecs, width, height, ...readTrack(readFileSync(file), `/film/${name}.mp4`) };
  };
  return {
    folder,
    seconds,
    tracks: [
      track('v240', 'video', 'avc1.64000d', videoOptions(240, 220, seconds), [426, 240]),
      track('v480', 'video', 'avc1.64001e', videoOptions(480, 800, seconds), [854, 480]),
      track('a48', 'audio', 'mp4a.40.2', soundOptions, [0, 0]),
    ],
  };
}

const drawn = (seconds: number): string[] => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=854x480:rate=25:duration=${seconds}`],
  ...['-f', 'lavfi', '-i', `sine=frequency=220:duration=${seconds}`],
];

type Box = { type: string; start: number; end: number };

export function boxesOf(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, end: at + size });
    at += size;
  }
  return boxes;
}

/** ISO/IEC 14496-12 §8.16.3. */
function readSidx(bytes: Buffer, { start, end }: Box) {
  const wide = bytes.readUInt8(start + 8) === 1;
  const timescale = bytes.readUInt32BE(start + 16);
  let at = start + 20 + (wide ? 16 : 8);
  const firstOffset = wide ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUInt32BE(at - 4);
  const count = bytes.readUInt16BE(at + 2);
  at += 4;
  const sizes: number[] = [];
  const durations: number[] = [];
  for (let each = 0; each < count; each++, at += 12) {
    sizes.push(bytes.readUInt32BE(at) & 0x7fffffff);
    durations.push(bytes.readUInt32BE(at + 4));
  }
  return { timescale, offset: end + firstOffset, sizes, durations };
}

function readTrack(bytes: Buffer, url: string): Pick<Track, 'bandwidth' | 'timescale' | 'init' | 'runs'> {
  const boxes = boxesOf(bytes);
  const moov = boxes.find(({ type }) => type === 'moov');
  const sidx = boxes.find(({ type }) => type === 'sidx');
  if (!moov || !sidx) throw new Error(`${url} has no moov or no sidx`);
  const { timescale, offset, sizes, durations } = readSidx(bytes, sidx);
  const rates = sizes.map((size, at) => (size * 8 * timescale) / (durations[at] ?? timescale));
  const run: Run = { url, start: 0, offset, sizes, durations };
  return {
    bandwidth: Math.round(Math.max(...rates)),
    timescale,
    init: bytes.toString('base64', 0, moov.end),
    runs: [run],
  };
}

/** What the API would say of it. `names`: the tracks that are there so far. */
export function mediaPlay({ tracks, seconds }: FilmFiles, names = tracks.map(({ name }) => name)): MediaPlay {
  return {
    id: '00000000-0000-7000-8000-0000000000f1',
    kind: 'video',
    duration_ms: seconds * 1000,
    width: 854,
    height: 480,
    complete: names.length === tracks.length,
    poster_url: '/film/poster.svg',
    tracks: tracks.filter(({ name }) => names.includes(name)).map((track) => ({ ...track, complete: true })),
    pages: [],
    captions: [{ language: 'fr', label: 'Français', url: '/film/captions.vtt', kind: 'captions' }],
  };
}
