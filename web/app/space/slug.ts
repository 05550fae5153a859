// The short name of a space in addresses, proposed from its name: lower-case letters, digits and single hyphens.
export const SLUG_MAX = 40;

export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '');
