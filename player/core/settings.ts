// What a learner chose last time, where the browser lets us keep it. The key of single keys is the application's own.

const PREFIX = 'kair.';

export type SettingName = 'captions' | 'volume' | 'rate' | 'quality' | 'single_keys' | 'auto_pause' | 'side';

export function readSetting(name: SettingName): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keepSetting(name: SettingName, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private mode or a strict frame: the choice lasts as long as the page.
  }
}
