// A browser and a system, read from what the browser says of itself. Only to help a person recognise their own device.
const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const find = (table: readonly [RegExp, string][], text: string) => table.find(([mark]) => mark.test(text))?.[1];

export function deviceName(userAgent: string): string {
  const names = [find(browsers, userAgent), find(systems, userAgent)].filter(Boolean);
  return names.length > 0 ? names.join(', ') : userAgent.slice(0, 60);
}
