// What the author looks at: selection, zoom, panel, and the document as a gesture under way would leave it. Not part of the
// history.
import { createStore } from 'zustand/vanilla';
import type { Content, GrainDocument } from '../../../../player/core/document.ts';
import type { ElementRef } from '../document/elements.ts';

export type Panel = 'timeline' | 'table';
/** A rectangle on the picture, in per cent; x and y are its centre. */
export type Frame = { x: number; y: number; width: number; height: number };
export type ContentKind = Content['kind'];

/** What lies over the studio. */
export type Opened =
  | { kind: 'captions' | 'preview' | 'keys' | 'film' }
  /** A new target; what it opens is asked when it is not said. */
  | { kind: 'target'; opens: ContentKind | null; frame: Frame | null }
  /** Another content for a target that exists. */
  | { kind: 'content'; target_id: string; opens: ContentKind };

export type View = {
  opened: Opened | null;
  /** The list of what the checks found is there. */
  checks: boolean;
  selection: ElementRef | null;
  panel: Panel;
  /** Pixels of one second; null: the whole film in the room there is. */
  zoom: number | null;
  /** The zoom that shows the whole film: written by the timeline, which knows its room. */
  fitted: number;
  thirds: boolean;
  snapping: boolean;
  /** Shown instead of the document until the gesture ends. */
  draft: GrainDocument | null;
  /** Where a moved edge has met something. */
  snapped_ms: number | null;
};

export const createView = () =>
  createStore<View>()(() => ({
    opened: null,
    checks: false,
    selection: null,
    panel: 'timeline',
    zoom: null,
    fitted: 40,
    thirds: false,
    snapping: true,
    draft: null,
    snapped_ms: null,
  }));

export type ViewStore = ReturnType<typeof createView>;
