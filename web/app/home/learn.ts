// What is told from an item of the learner's list.
import type { LearningItem } from '../../api/shapes.ts';

/** Of the films, by the share of them that was really watched. */
export const leftMsOf = ({ duration_ms, progress }: LearningItem): number =>
  Math.max(0, Math.round(duration_ms * (1 - progress)));

export const playAddress = ({ registration_id }: LearningItem): string => `/play/${registration_id}`;
