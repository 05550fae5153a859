// A change of the document: from the one before to the one after, neither touched. What undo and redo go through.
import type { GrainDocument } from '../../../../player/core/document.ts';

export type Command = (document: GrainDocument) => GrainDocument;

export const mapById = <T extends { id: string }>(list: readonly T[], id: string, change: (item: T) => T): T[] =>
  list.map((item) => (item.id === id ? change(item) : item));

export const within = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));
