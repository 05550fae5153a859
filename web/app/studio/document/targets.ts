// What a target is and where it lies.
import type { Target, Uuid } from '../../../../player/core/document.ts';
import { type Command, mapById } from './command.ts';
import { SIDE_MIN } from './limits.ts';
import { type Place, resized, withKeyframe, withKeyframeAt, withoutKeyframe, withPlaceAt } from './motion.ts';

const inTarget =
  (id: Uuid, change: (target: Target) => Target): Command =>
  (document) => ({ ...document, targets: mapById(document.targets, id, change) });

export const changeTarget = (
  id: Uuid,
  change: Partial<Pick<Target, 'label' | 'alternative' | 'pause' | 'required'>>,
): Command => inTarget(id, (target) => ({ ...target, ...change }));

export const placeTarget = (id: Uuid, at_ms: number, place: Place): Command =>
  inTarget(id, (target) => withPlaceAt(target, at_ms, place));

/** Size and place together: a handle is pulled while the opposite corner stays. */
export const frameTarget = (
  id: Uuid,
  at_ms: number,
  { x, y, width, height }: Place & { width: number; height: number },
): Command => inTarget(id, (target) => withPlaceAt(resized(target, { width, height }, SIDE_MIN), at_ms, { x, y }));

export const addKeyframe = (id: Uuid, at_ms: number): Command =>
  inTarget(id, (target) => withKeyframeAt(target, at_ms));

export const removeKeyframe = (id: Uuid, index: number): Command =>
  inTarget(id, (target) => withoutKeyframe(target, index));

export const changeKeyframe = (id: Uuid, index: number, change: { at_ms?: number; x?: number; y?: number }): Command =>
  inTarget(id, (target) => withKeyframe(target, index, change));
