// The language of the screen: chosen, remembered, loaded. Catalogs live beside the features and come with them.
import { i18n, type Messages } from '@lingui/core';
import { useSyncExternalStore } from 'react';

export type Locale = 'fr' | 'en';
const KEY = 'kair.language';

const files = import.meta.glob<Messages>(['../app/*/locales/*.po', '../ui/locales/*.po'], { import: 'messages' });
const wanted = new Set<string>(['ui', 'shell', 'task']);
const loaded = new Set<string>();

const fileOf = (feature: string, locale: Locale) =>
  feature === 'ui' ? `../ui/locales/${locale}.po` : `../app/${feature}/locales/${locale}.po`;

async function load(feature: string, locale: Locale): Promise<void> {
  const file = fileOf(feature, locale);
  const read = files[file];
  if (!read || loaded.has(file)) return;
  i18n.load(locale, await read());
  loaded.add(file);
}

const stored = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

export const startLocale = (): Locale => {
  const candidates = [stored(), ...(navigator.languages ?? [navigator.language])];
  for (const candidate of candidates) {
    const short = candidate?.slice(0, 2);
    if (short === 'fr' || short === 'en') return short;
  }
  return 'fr';
};

/** The language asked for last; it becomes the active one once everything wanted is loaded. */
let target: Locale | null = null;
const active = (): Locale => (i18n.locale === 'en' ? 'en' : 'fr');

/** Loads what a feature says before its screen is shown, also when the language changes meanwhile. */
export async function loadFeature(feature: string): Promise<void> {
  wanted.add(feature);
  for (let locales: Locale[] = []; !locales.includes(target ?? active()) || !locales.includes(active());) {
    locales = [active(), target ?? active()];
    await Promise.all(locales.map((locale) => load(feature, locale)));
  }
}

export async function setLocale(locale: Locale): Promise<void> {
  target = locale;
  for (let size = -1; size !== wanted.size;) {
    size = wanted.size;
    await Promise.all([...wanted].map((feature) => load(feature, locale)));
  }
  if (target !== locale) return; // another one was asked for meanwhile
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // Private mode: the choice lasts as long as the page.
  }
  document.documentElement.lang = locale;
  i18n.activate(locale);
}

const subscribe = (changed: () => void) => i18n.on('change', changed);

export const useLocale = (): Locale => useSyncExternalStore(subscribe, () => (i18n.locale === 'en' ? 'en' : 'fr'));

export { i18n };
