// A strict reader of HLS playlists (RFC 8216, as far as a film on demand in CMAF needs it): whatever breaks a MUST is thrown with the line.
export type Attributes = Map<string, string>;
export type Segment = { uri: string; seconds: number; length: number; offset: number };
export type MediaPlaylist = { kind: 'media'; version: number; target: number; map: { uri: string; length: number; offset: number }; segments: Segment[] };
export type Variant = { uri: string; attributes: Attributes };
export type MasterPlaylist = { kind: 'master'; version: number; independent: boolean; variants: Variant[]; renditions: Attributes[] };

/** Section 4.2: which characters a value of each type may hold. */
const VALUE = {
  integer: /^\d{1,20}$/,
  decimal: /^\d+(\.\d+)?$/,
  quoted: /^"[^"\r\n]*"$/,
  enumerated: /^[^\s",]+$/,
  resolution: /^\d+x\d+$/,
};
type Kind = keyof typeof VALUE;

const ATTRIBUTES: Record<string, Record<string, Kind>> = {
  'EXT-X-STREAM-INF': {
    BANDWIDTH: 'integer',
    'AVERAGE-BANDWIDTH': 'integer',
    CODECS: 'quoted',
    RESOLUTION: 'resolution',
    'FRAME-RATE': 'decimal',
    AUDIO: 'quoted',
  },
  'EXT-X-MEDIA': {
    TYPE: 'enumerated',
    'GROUP-ID': 'quoted',
    NAME: 'quoted',
    LANGUAGE: 'quoted',
    DEFAULT: 'enumerated',
    AUTOSELECT: 'enumerated',
    CHANNELS: 'quoted',
    URI: 'quoted',
  },
  'EXT-X-MAP': { URI: 'quoted', BYTERANGE: 'quoted' },
};
const REQUIRED: Record<string, string[]> = {
  'EXT-X-STREAM-INF': ['BANDWIDTH', 'CODECS'],
  'EXT-X-MEDIA': ['TYPE', 'GROUP-ID', 'NAME'],
  'EXT-X-MAP': ['URI'],
};
/** Tags that may be said once only. */
const ONCE = ['EXT-X-VERSION', 'EXT-X-TARGETDURATION', 'EXT-X-MEDIA-SEQUENCE', 'EXT-X-PLAYLIST-TYPE', 'EXT-X-ENDLIST', 'EXT-X-INDEPENDENT-SEGMENTS'];
const MASTER = ['EXT-X-STREAM-INF', 'EXT-X-MEDIA'];
const MEDIA = ['EXTINF', 'EXT-X-BYTERANGE', 'EXT-X-MAP', 'EXT-X-TARGETDURATION', 'EXT-X-MEDIA-SEQUENCE', 'EXT-X-PLAYLIST-TYPE', 'EXT-X-ENDLIST'];
const BOTH = ['EXT-X-VERSION', 'EXT-X-INDEPENDENT-SEGMENTS'];

export class PlaylistFault extends Error {}

function must(holds: boolean, complaint: string): asserts holds {
  if (!holds) throw new PlaylistFault(complaint);
}

export const unquoted = (value = ''): string => value.replace(/^"|"$/g, '');

type Line = { tag: string; value: string } | { uri: string };

function linesOf(bytes: Uint8Array): Line[] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  must(!text.startsWith('\uFEFF'), 'a byte order mark');
  must(!/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/.test(text), 'a control character');
  const lines = text.split(/\r?\n/);
  must(lines[0] === '#EXTM3U', 'the first line is not #EXTM3U');
  must(text.endsWith('\n'), 'the last line does not end');
  return lines.slice(1).flatMap((line): Line[] => {
    if (line === '' || (line.startsWith('#') && !line.startsWith('#EXT'))) return [];
    must(line.trim() === line, `white space around: ${line}`);
    if (!line.startsWith('#')) return [{ uri: line }];
    const [, tag = '', , value = ''] = /^#([A-Z0-9-]+)(:(.*))?$/.exec(line) ?? [];
    must([...MASTER, ...MEDIA, ...BOTH].includes(tag), `an unknown tag: ${line}`);
    return [{ tag, value }];
  });
}

function attributesOf(tag: string, list: string): Attributes {
  const found: Attributes = new Map();
  const item = /([A-Z0-9-]+)=("[^"]*"|[^",\s]+)(,|$)/y;
  while (item.lastIndex < list.length) {
    const match = item.exec(list);
    must(match !== null, `not an attribute list: ${list}`);
    const [, name = '', value = ''] = match;
    const kind = ATTRIBUTES[tag]?.[name];
    must(kind !== undefined, `${tag} has no attribute ${name}`);
    must(VALUE[kind].test(value), `${tag} ${name} is no ${kind}: ${value}`);
    must(!found.has(name), `${tag} ${name} twice`);
    found.set(name, value);
  }
  for (const name of REQUIRED[tag] ?? []) must(found.has(name), `${tag} without ${name}`);
  return found;
}

function rangeOf(value: string, before: { uri: string; end: number } | null, uri: string): { length: number; offset: number } {
  const [, length, , offset] = /^(\d+)(@(\d+))?$/.exec(value) ?? [];
  must(length !== undefined, `not a byte range: ${value}`);
  must(offset !== undefined || before?.uri === uri, `a byte range without a place to start from: ${value}`);
  return { length: Number(length), offset: offset === undefined ? (before?.end ?? 0) : Number(offset) };
}

export function readPlaylist(bytes: Uint8Array): MasterPlaylist | MediaPlaylist {
  const lines = linesOf(bytes);
  const tags = lines.flatMap((line) => ('tag' in line ? line.tag : []));
  for (const tag of ONCE) must(tags.filter((each) => each === tag).length <= 1, `${tag} more than once`);
  const master = tags.some((tag) => MASTER.includes(tag));
  must(!(master && tags.some((tag) => MEDIA.includes(tag))), 'tags of a master and of a media playlist together');
  return master ? readMaster(lines) : readMedia(lines);
}

const valueOf = (lines: Line[], wanted: string): string | undefined => {
  for (const line of lines) if ('tag' in line && line.tag === wanted) return line.value;
  return undefined;
};

function versionOf(lines: Line[]): number {
  const version = valueOf(lines, 'EXT-X-VERSION') ?? '1';
  must(VALUE.integer.test(version), `version ${version}`);
  return Number(version);
}

function readMaster(lines: Line[]): MasterPlaylist {
  const variants: Variant[] = [];
  const renditions: Attributes[] = [];
  let waiting: Attributes | null = null;
  for (const line of lines) {
    if ('uri' in line) {
      must(waiting !== null, `an address without EXT-X-STREAM-INF: ${line.uri}`);
      variants.push({ uri: line.uri, attributes: waiting });
      waiting = null;
      continue;
    }
    must(waiting === null, `EXT-X-STREAM-INF is not followed by its address but by ${line.tag}`);
    if (line.tag === 'EXT-X-STREAM-INF') waiting = attributesOf(line.tag, line.value);
    if (line.tag === 'EXT-X-MEDIA') renditions.push(attributesOf(line.tag, line.value));
  }
  must(waiting === null, 'the last EXT-X-STREAM-INF has no address');
  must(variants.length > 0, 'no variant');
  checkGroups(variants, renditions);
  return { kind: 'master', version: versionOf(lines), independent: lines.some((line) => 'tag' in line && line.tag === 'EXT-X-INDEPENDENT-SEGMENTS'), variants, renditions };
}

/** Sections 4.3.4.1.1 and 4.3.4.2.1: groups exist, names in a group differ, at most one default, and it is chosen by itself. */
function checkGroups(variants: Variant[], renditions: Attributes[]): void {
  for (const { attributes } of variants) {
    const group = attributes.get('AUDIO');
    must(!group || renditions.some((each) => each.get('TYPE') === 'AUDIO' && each.get('GROUP-ID') === group), `no audio group ${group}`);
  }
  const names = renditions.map((each) => `${each.get('TYPE')} ${each.get('GROUP-ID')} ${each.get('NAME')}`);
  must(new Set(names).size === names.length, 'two renditions of one group with one name');
  for (const each of renditions)
    must(each.get('DEFAULT') !== 'YES' || (each.get('AUTOSELECT') ?? 'YES') === 'YES', 'a default that is not chosen by itself');
  const defaults = renditions.filter((each) => each.get('DEFAULT') === 'YES').map((each) => `${each.get('TYPE')} ${each.get('GROUP-ID')}`);
  must(new Set(defaults).size === defaults.length, 'two defaults in one group');
}

function readMedia(lines: Line[]): MediaPlaylist {
  const version = versionOf(lines);
  const target = valueOf(lines, 'EXT-X-TARGETDURATION') ?? '';
  must(VALUE.integer.test(target), 'no EXT-X-TARGETDURATION');
  must(valueOf(lines, 'EXT-X-PLAYLIST-TYPE') === 'VOD', 'not of the type VOD');
  const map = attributesOf('EXT-X-MAP', valueOf(lines, 'EXT-X-MAP') ?? '');
  must(version >= 6, `EXT-X-MAP in a playlist of version ${version}`);
  const segments: Segment[] = [];
  let seconds: number | null = null;
  let range: string | null = null;
  let before: { uri: string; end: number } | null = null;
  for (const line of lines) {
    if ('uri' in line) {
      must(seconds !== null, `a segment without EXTINF: ${line.uri}`);
      must(Math.round(seconds) <= Number(target), `a segment of ${seconds} s where ${target} s are the most`);
      must(range !== null, `a segment without EXT-X-BYTERANGE: ${line.uri}`);
      const place = rangeOf(range, before, line.uri);
      segments.push({ uri: line.uri, seconds, ...place });
      before = { uri: line.uri, end: place.offset + place.length };
      [seconds, range] = [null, null];
    } else if (line.tag === 'EXTINF') {
      const [, number] = /^(\d+(?:\.\d+)?),.*$/.exec(line.value) ?? [];
      must(number !== undefined, `not a duration: ${line.value}`);
      seconds = Number(number);
    } else if (line.tag === 'EXT-X-BYTERANGE') range = line.value;
    else if (line.tag === 'EXT-X-MAP') must(segments.length === 0, 'EXT-X-MAP after the first segment');
  }
  must(seconds === null && range === null, 'the last segment has no address');
  must(segments.length > 0, 'no segment');
  const last = lines[lines.length - 1];
  must(last !== undefined && 'tag' in last && last.tag === 'EXT-X-ENDLIST', 'EXT-X-ENDLIST is not the end');
  const place = rangeOf(unquoted(map.get('BYTERANGE')), null, '');
  return { kind: 'media', version, target: Number(target), map: { uri: unquoted(map.get('URI')), ...place }, segments };
}
