// French puts no-break spaces before high punctuation and inside guillemets; the tables are typed with plain ones.

const spaced = (text: string): string =>
  text
    .replace(/ ([;?!])/g, '\u202f$1')
    .replace(/ ([:»%])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0');

/** The same table with every sentence, fixed or made by a function, set the French way. */
export function french<T extends object>(table: T): T {
  const set: Record<string, unknown> = {};
  for (const key of Object.keys(table)) {
    const value = (table as Record<string, unknown>)[key];
    set[key] =
      typeof value === 'function'
        ? (...args: unknown[]) => spaced((value as (...args: unknown[]) => string)(...args))
        : spaced(value as string);
  }
  return set as T;
}
