// Entry of the engine, the second script of the page. By then the first one has put the controls on the screen, which on a
// slow line is a tenth of a second earlier than if they came together.
import { type CreateEngine, createEngine } from '../providers/mse/engine.ts';

const { kairEngine } = window as unknown as { kairEngine?: (create: CreateEngine) => void };
if (kairEngine) kairEngine(createEngine);
