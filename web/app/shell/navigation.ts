// What a person may go to: the rows of the screen table that their rights open.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Screen, Section } from './screens.tsx';

export type Place = { path: string; screen: Screen };

export const sectionTitles: Record<Section, MessageDescriptor | null> = {
  main: null,
  organisation: msg`Organisation`,
  administration: msg`Administration`,
  publisher: msg`Éditeur`,
  development: msg`Démonstration`,
};

const ORDER = Object.keys(sectionTitles) as Section[];

export const mayOpen = (screen: Screen | undefined, rights: readonly string[]): boolean =>
  !screen?.right || rights.includes(screen.right);

export function navigationFor(
  places: readonly Place[],
  rights: readonly string[],
): { section: Section; places: Place[] }[] {
  return ORDER.map((section) => ({
    section,
    places: places.filter(({ screen }) => screen.section === section && mayOpen(screen, rights)),
  })).filter((group) => group.places.length > 0);
}
