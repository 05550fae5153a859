// Values of a difference as a person reads them: times, shares of the picture, yes and no. Texts stay as they are.
import { formatTime } from '../../studio/document/times.ts';

export type Value =
  | { kind: 'text'; text: string }
  | { kind: 'yes' | 'no' | 'none' }
  /** A file: its identity says nothing to anyone. */
  | { kind: 'file' };

const YES_NO = ['auto_pause', 'pause', 'required', 'replay', 'multiple'];
const PER_CENT = ['width', 'height', 'pass_percent'];
/** "2600: 30 40; 3000: 45.5 40": moment, from the left, from above. */
const KEYFRAME = /(\d+): ([\d.]+) ([\d.]+)/g;

export function valueOf(field: string, value: string): Value {
  if (value === '') return { kind: 'none' };
  if (YES_NO.includes(field)) return { kind: value === 'true' ? 'yes' : 'no' };
  if (field === 'media_id') return { kind: 'file' };
  if (field.endsWith('_ms') && /^\d+$/.test(value)) return { kind: 'text', text: formatTime(Number(value)) };
  if (PER_CENT.includes(field)) return { kind: 'text', text: `${value} %` };
  if (field === 'keyframes')
    return {
      kind: 'text',
      text: value.replace(
        KEYFRAME,
        (_, ms: string, x: string, y: string) => `${formatTime(Number(ms))} (${x} %, ${y} %)`,
      ),
    };
  return { kind: 'text', text: value };
}
