// Two documents that grew from the same one: what differs, part by part, and the document that takes each part from one
// side or the other. A part is an element, a content or a setting of the grain.
import type { GrainDocument } from '../../../../player/core/document.ts';
import { withoutUnused } from './contents.ts';
import { inFilmOrder } from './elements.ts';

const LISTS = ['chapters', 'targets', 'quizzes', 'contents'] as const;
const SETTINGS = ['title', 'language', 'media_id', 'pass_percent', 'auto_pause'] as const;
type List = (typeof LISTS)[number];
export type Setting = (typeof SETTINGS)[number];

export type Side = 'mine' | 'theirs';
export type Change = 'added' | 'changed' | 'removed' | 'same';
export type Difference = {
  key: string;
  part: List | Setting;
  /** How the part is called, as either side has it; empty for a setting. */
  name: string;
  mine: Change;
  theirs: Change;
};

/** Same words whatever the order of members: the server may write them in another. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? '';

export const sameDocument = (a: GrainDocument, b: GrainDocument): boolean => canonical(a) === canonical(b);

type Parts = Map<string, { part: List | Setting; name: string; value: unknown; text: string }>;

function partsOf(document: GrainDocument): Parts {
  const parts: Parts = new Map();
  for (const part of SETTINGS) {
    const value = document[part];
    if (value !== undefined) parts.set(part, { part, name: '', value, text: canonical(value) });
  }
  for (const part of LISTS)
    for (const item of document[part])
      parts.set(item.id, { part, name: 'label' in item ? item.label : item.title, value: item, text: canonical(item) });
  return parts;
}

const changeFrom = (before: string | undefined, after: string | undefined): Change =>
  before === after ? 'same' : before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';

/** Only what the two sides would write differently. */
export function differences(base: GrainDocument, mine: GrainDocument, theirs: GrainDocument): Difference[] {
  const [old, own, other] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  const keys = [...new Set([...own.keys(), ...other.keys()])];
  return keys.flatMap((key) => {
    const [before, here, there] = [old.get(key), own.get(key), other.get(key)];
    const shown = here ?? there;
    if (!shown || here?.text === there?.text) return [];
    return [
      {
        key,
        part: shown.part,
        name: shown.name,
        mine: changeFrom(before?.text, here?.text),
        theirs: changeFrom(before?.text, there?.text),
      },
    ];
  });
}

/** The side that changed a part; mine where both did. */
export const usualSide = ({ mine }: Difference): Side => (mine === 'same' ? 'theirs' : 'mine');

/** Takes every part from the side chosen for it, and from either where they agree. */
export function merge(mine: GrainDocument, theirs: GrainDocument, chosen: ReadonlyMap<string, Side>): GrainDocument {
  const [own, other] = [partsOf(mine), partsOf(theirs)];
  const pick = (key: string) => (chosen.get(key) === 'theirs' ? other : own).get(key)?.value;
  const listOf = <T extends { id: string }>(part: List): T[] => {
    const ids = [...new Set([...mine[part], ...theirs[part]].map(({ id }) => id))];
    return ids.flatMap((id) => (pick(id) as T | undefined) ?? []);
  };
  const settings = Object.fromEntries(
    SETTINGS.flatMap((part) => {
      const value = pick(part);
      return value === undefined ? [] : [[part, value]];
    }),
  );
  const targets = listOf<GrainDocument['targets'][number]>('targets');
  const contents = listOf<GrainDocument['contents'][number]>('contents');
  // A target kept needs what it opens, even where the content was removed on the side chosen for it.
  const known = new Set(contents.map(({ id }) => id));
  const needed = new Set(targets.map(({ content_id }) => content_id).filter((id) => !known.has(id)));
  const kept = [...mine.contents, ...theirs.contents].filter(({ id }) => needed.delete(id));
  return withoutUnused(
    inFilmOrder({
      schema: 1,
      title: mine.title,
      language: mine.language,
      pass_percent: mine.pass_percent,
      auto_pause: mine.auto_pause,
      ...settings,
      chapters: listOf('chapters'),
      targets,
      quizzes: listOf('quizzes'),
      contents: [...contents, ...kept],
    }),
  );
}
