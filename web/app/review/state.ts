// What the parts of the review page share: the submission, the film, what is chosen, and the comment being written.
import { createContext, useContext } from 'react';
import type { Submission } from '../../api/shapes.ts';
import type { Notes } from './checklist/kept.ts';
import type { Thread } from './comments/threads.ts';
import type { FramedPlayer } from './film/framedPlayer.ts';

/** A comment not yet sent. Without a grain it is on the whole module; x and y are per cent of the picture. */
export type Draft = {
  grain_id: string | null;
  at_ms: number;
  x: number | null;
  y: number | null;
  element_id: string | null;
  text: string;
};

export type Review = {
  submission: Submission;
  /** The grain on the screen. */
  grain_id: string;
  player: FramedPlayer;
  notes: Notes;
  threads: readonly Thread[];
  chosen: string | null;
  draft: Draft | null;
  setDraft: (draft: Draft | null) => void;
  /** Shows the conversation and the moment it is about. */
  choose: (thread: Thread) => void;
  /** Begins a comment at this moment. */
  begin: () => void;
  goTo: (grain_id: string, at_ms: number) => void;
};

export const ReviewContext = createContext<Review | null>(null);

export function useReview(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error('useReview is for parts of the review page');
  return review;
}
