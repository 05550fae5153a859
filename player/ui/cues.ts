// Fetches the words of a captions track, once.
import { type Cue, parseCaptions } from '../core/captions.ts';
import type { Caption } from '../core/document.ts';
import { send } from '../core/transport.ts';

export type Cues = (language: string) => Promise<Cue[]>;

/** Empty when there is no such track or it cannot be had now; asked again the next time then. */
export function cuesOf(tracks: readonly Caption[]): Cues {
  const asked: Record<string, Promise<Cue[]>> = {};
  return (language) => {
    const track = tracks.find((each) => each.kind === 'captions' && each.language === language);
    if (!track) return Promise.resolve([]);
    const before = asked[language];
    if (before) return before;
    const fetched = send('GET', track.url).then(({ status, text }) => {
      if (status === 200) return parseCaptions(text);
      delete asked[language];
      return [];
    });
    asked[language] = fetched;
    return fetched;
  };
}
