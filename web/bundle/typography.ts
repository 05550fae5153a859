// French puts no-break spaces before high punctuation and inside guillemets; authors type plain ones.
export const frenchSpaces = (text: string): string =>
  text
    .replace(/ ([;?!])/g, '\u202f$1')
    .replace(/ ([:»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0');
