// A catalog, compiled when it is imported (bundle/catalogs.ts).
declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
