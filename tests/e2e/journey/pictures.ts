// Where the story leaves what it has seen.
import { resolve } from 'node:path';

export const PICTURES = resolve(import.meta.dirname, '../../../build/journey');
