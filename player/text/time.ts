// Times as they are shown and as they are said.
import type { Text } from './fr.ts';

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** 3:07, 1:02:07. */
export function clockTime(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (hours ? `${hours}:${two(minutes)}` : `${minutes}`) + `:${two(seconds % 60)}`;
}

/** "3 minutes 7 secondes", for those who listen. */
export function spokenTime(ms: number, text: Text): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts: string[] = [];
  if (hours) parts.push(text.hours(hours));
  if (minutes) parts.push(text.minutes(minutes));
  if (seconds % 60 || !parts.length) parts.push(text.seconds(seconds % 60));
  return parts.join(' ');
}
