// Compares what the source says with what the catalogs translate. Used by the check and by the tests.
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { fileURLToPath } from 'node:url';

const LOCALES = ['fr', 'en'];

/** One line per message that is not extracted, not translated, or no longer said. */
export async function missingTranslations() {
  const configPath = fileURLToPath(new URL('../lingui.config.js', import.meta.url));
  const catalogs = await getCatalogs(getConfig({ configPath }));
  const faults = [];
  for (const catalog of catalogs) {
    const said = (await catalog.collect({ files: undefined })) ?? {};
    for (const locale of LOCALES) {
      const file = catalog.getFilename(locale);
      const known = (await catalog.read(locale)) ?? {};
      for (const [id, { message }] of Object.entries(said)) {
        if (!known[id]) faults.push(`${file}: not extracted: ${message ?? id}`);
        else if (locale !== 'fr' && !known[id].translation) faults.push(`${file}: not translated: ${message ?? id}`);
      }
      for (const id of Object.keys(known))
        if (!said[id]) faults.push(`${file}: no longer said: ${known[id].message ?? id}`);
    }
  }
  return { catalogs: catalogs.length, faults };
}
