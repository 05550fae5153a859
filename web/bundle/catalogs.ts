// Turns a .po catalog into a module of compiled messages, so that no generated catalog is ever committed.
import { formatter } from '@lingui/format-po';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import { frenchSpaces } from './typography.ts';

const po = formatter({ lineNumbers: false, origins: false, printLinguiId: true });

export function catalogs(): Plugin {
  return {
    name: 'kair:catalogs',
    async transform(code, id) {
      const file = /([a-z]+)\.po$/.exec(id);
      if (!file) return null;
      const context = { locale: file[1] ?? 'fr', sourceLocale: 'fr', filename: id };
      const catalog = await po.parse(code, context);
      const messages: Record<string, unknown> = {};
      for (const [key, entry] of Object.entries(catalog)) {
        const text = entry.translation || entry.message;
        if (!text || entry.obsolete) continue;
        messages[key] = compileMessage(context.locale === 'fr' ? frenchSpaces(text) : text);
      }
      return { code: `export const messages = ${JSON.stringify(messages)};`, map: null, moduleType: 'js' };
    },
  };
}
