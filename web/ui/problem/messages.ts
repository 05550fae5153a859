// One sentence per error code, in plain words: what happened and, where there is one, what to do. The sentences are in two
// tables (platform.ts, app/library/problems.ts), total by their types: a code of the API without a sentence does not
// compile. The application carries neither: the identity of a sentence follows from its code, and the words come with
// the catalogs.
import { i18n, type MessageDescriptor } from '@lingui/core';

const PREFIX = 'problem.';
const UNKNOWN = `${PREFIX}client.unreadable`;

/** Falls back to a general sentence: an older page may meet a code that came later. */
export const problemMessage = (code: string): MessageDescriptor => ({
  id: PREFIX + code in i18n.messages ? PREFIX + code : UNKNOWN,
});
