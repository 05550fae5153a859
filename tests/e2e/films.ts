// Films that tests make themselves: moving pictures with a counter and a sound, so that every second differs.
import { execFileSync } from 'node:child_process';

export function makeFilm(path: string, { seconds, size, noise = 0 }: { seconds: number; size: string; noise?: number }): void {
  const picture = `testsrc2=size=${size}:rate=25:duration=${seconds}${noise ? `,noise=alls=${noise}:allf=t` : ''}`;
  execFileSync('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', '2500k', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart', path],
  ]);
}
