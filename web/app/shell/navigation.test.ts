import { describe, expect, it } from 'vitest';
import { mayOpen, navigationFor, type Place } from './navigation.ts';
import { screens } from './screens.tsx';

const places: Place[] = screens.map((route) => ({
  path: (route.options as { path?: string }).path ?? '',
  screen: route.options.staticData!.screen!,
}));
const paths = (rights: string[]) =>
  navigationFor(places, rights).flatMap((group) => group.places.map(({ path }) => path));

describe('the navigation', () => {
  it('of someone without rights is the home alone', () => {
    expect(paths([])).toEqual(['/']);
  });

  it.each([
    ['grain.edit', '/library'],
    ['module.submit', '/reviews'],
    ['distribution.manage', '/distributions'],
    ['audit.read', '/audit'],
    ['role.read', '/roles'],
    ['space.read', '/settings'],
    ['space.list', '/spaces'],
    ['person.read', '/people'],
    ['group.read', '/groups'],
  ])('opens with %s exactly %s', (right, path) => {
    expect(paths([right])).toEqual(['/', path]);
  });

  it('never lists a screen whose right is missing', () => {
    for (const { path, screen } of places)
      if (screen.right && screen.section) expect(paths(['module.play', 'person.edit']), path).not.toContain(path);
  });

  it('gives every listed screen an icon, and every screen a title and a feature', () => {
    for (const { path, screen } of places) {
      expect(screen.title.id, path).toBeTruthy();
      expect(screen.feature, path).toBeTruthy();
      if (screen.section) expect(screen.icon, path).toBeTruthy();
    }
  });

  it('lists the place that a screen names as its parent', () => {
    const listed = places.filter(({ screen }) => screen.section).map(({ path }) => path);
    for (const { path, screen } of places) if (screen.parent) expect(listed, path).toContain(screen.parent);
  });

  it('has no two screens at one address', () => {
    expect(new Set(places.map(({ path }) => path)).size).toBe(places.length);
  });
});

describe('a screen', () => {
  it('opens only with its right', () => {
    const audit = places.find(({ path }) => path === '/audit')?.screen;
    expect(mayOpen(audit, ['role.read'])).toBe(false);
    expect(mayOpen(audit, ['audit.read'])).toBe(true);
  });
});
