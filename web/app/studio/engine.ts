// The player's engine feeds the studio's video element; everything else the studio reads from the element itself. The
// player's bar, its targets and its records stay out: here the film is material.
export { createEngine, type Engine } from '../../../player/providers/mse/engine.ts';
