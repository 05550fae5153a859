// Reads WebVTT as far as a player needs it: when, and which words. Settings, regions and styles are left out; tags are
// taken off, and the speaker of <v> is kept. Anything unreadable is skipped, never fatal.

export type Cue = { start_ms: number; end_ms: number; text: string };

const TIMING = /^((?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})[ \t]+-->[ \t]+((?:\d+:)?\d{1,2}:\d{2}[.,]\d{3})/;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f' };

export function parseCaptions(vtt: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of vtt
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => TIMING.test(line));
    const timing = TIMING.exec(lines[at] || '');
    if (at < 0 || !timing) continue;
    const text = plain(lines.slice(at + 1).join('\n'));
    const start_ms = milliseconds(timing[1] as string);
    const end_ms = milliseconds(timing[2] as string);
    if (text && end_ms > start_ms) cues.push({ start_ms, end_ms, text });
  }
  return cues.sort((a, b) => a.start_ms - b.start_ms);
}

/** Everything said at this moment, one cue a line. */
export const captionAt = (cues: readonly Cue[], time_ms: number): string =>
  cues
    .filter(({ start_ms, end_ms }) => start_ms <= time_ms && time_ms < end_ms)
    .map(({ text }) => text)
    .join('\n');

function milliseconds(time: string): number {
  const parts = time.replace(',', '.').split(':').map(Number);
  return Math.round(parts.reduce((sum, part) => sum * 60 + part, 0) * 1000);
}

function plain(text: string): string {
  return text
    .replace(/<v(?:\.[^\s>]*)?[ \t]+([^>]+)>/g, '$1 : ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole: string, name: string) => ENTITIES[name] || whole)
    .trim();
}
