// Times as people write them: mm:ss.mmm, and h:mm:ss.mmm from one hour on.

const TYPED = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

const two = (value: number) => String(value).padStart(2, '0');

/** "02:05.250"; always with thousandths, because that is what can be typed back. */
export function formatTime(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const thousandths = String(whole % 1000).padStart(3, '0');
  const seconds = Math.floor(whole / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}.${thousandths}`;
}

/** "2:05", for rulers and lengths, where thousandths would be noise. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** Milliseconds of what was typed ("75", "1:15", "1:15.5", "1:02:03,004"), or null when it is not a time. */
export function parseTime(text: string): number | null {
  const found = TYPED.exec(text.trim());
  if (!found) return null;
  const [, hours, minutes, seconds, fraction] = found;
  // The first part may run over (90 seconds, 75 minutes); the ones after it may not.
  if (minutes !== undefined && Number(seconds) > 59) return null;
  if (hours !== undefined && Number(minutes) > 59) return null;
  const thousandths = Number((fraction ?? '').padEnd(3, '0'));
  return ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000 + thousandths;
}
