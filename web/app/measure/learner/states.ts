// What the states of a learner are called.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Tone } from '../../../ui/Badge.tsx';
import type { LearnerState } from '../../../api/shapes.ts';

export const learnerStates: Record<LearnerState, { name: MessageDescriptor; tone: Tone }> = {
  not_started: { name: msg`Pas commencé`, tone: 'neutral' },
  in_progress: { name: msg`En cours`, tone: 'info' },
  done: { name: msg`Terminé`, tone: 'success' },
};
