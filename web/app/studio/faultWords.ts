// Words that are missing in a grain, in plain words. The table is total.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { FaultCode } from './document/faults.ts';

export const faultWords: Record<FaultCode, MessageDescriptor> = {
  no_title: msg`Le grain n’a pas de titre.`,
  no_chapter_title: msg`Un chapitre n’a pas de titre.`,
  no_quiz_title: msg`Un questionnaire n’a pas de titre.`,
};
