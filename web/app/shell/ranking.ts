// Orders what the palette offers for what was typed. Accents and case do not count.
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** 0: no match. Higher is closer: whole start, start of a word, inside a word, letters in order. */
export function closeness(typed: string, text: string): number {
  const [wanted, offered] = [plain(typed.trim()), plain(text)];
  if (!wanted) return 1;
  if (offered.startsWith(wanted)) return 4;
  if (offered.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 3;
  if (offered.includes(wanted)) return 2;
  let at = 0;
  for (const letter of offered) if (letter === wanted[at]) at++;
  return wanted.length > 2 && at === wanted.length ? 1 : 0;
}

export function rank<T>(typed: string, items: readonly T[], textOf: (item: T) => string): T[] {
  return items
    .map((item, place) => ({ item, place, score: closeness(typed, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ item }) => item);
}
