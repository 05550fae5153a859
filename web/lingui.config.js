// French is the language of the source; English is complete. Each feature folder keeps its own catalogs.
import { formatter } from '@lingui/format-po';

export default {
  sourceLocale: 'fr',
  locales: ['fr', 'en'],
  fallbackLocales: { default: 'fr' },
  format: formatter({ lineNumbers: false, origins: false, printLinguiId: true }),
  catalogs: [
    { path: '<rootDir>/app/{name}/locales/{locale}', include: ['<rootDir>/app/{name}/'] },
    { path: '<rootDir>/ui/locales/{locale}', include: ['<rootDir>/ui/'] },
  ],
};
