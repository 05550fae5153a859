// The files on their way to the server: one list for the whole page, so that leaving the screen stops nothing. Small,
// because every screen carries it; what sends is loaded with the first file.
import { useSyncExternalStore } from 'react';

export type UploadState = 'waiting' | 'sending' | 'paused' | 'offline' | 'sent' | 'failed';
export type Upload = {
  id: number;
  file: File;
  state: UploadState;
  sent_bytes: number;
  /** Bytes in a second, lately; null until it is known. */
  speed: number | null;
  media_id: string | null;
  /** Why it failed: a code of the API. */
  code: string | null;
};

let list: readonly Upload[] = [];
let next = 1;
const listeners = new Set<() => void>();

const change = (uploads: readonly Upload[]) => {
  list = uploads;
  listeners.forEach((listener) => listener());
};

export const uploads = (): readonly Upload[] => list;
export const uploadOf = (id: number): Upload | undefined => list.find((upload) => upload.id === id);
export const changeUpload = (id: number, part: Partial<Upload>): void =>
  change(list.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
export const forgetUpload = (id: number): void => change(list.filter((upload) => upload.id !== id));

export const onUploads = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export const useUploads = (): readonly Upload[] => useSyncExternalStore(onUploads, uploads);

export const underWay = ({ state }: Upload): boolean => state !== 'sent' && state !== 'failed';

const sender = () => import('./sender.ts');

/** Files join the line; the identities they are followed by come back. */
export function upload(files: Iterable<File>): number[] {
  const added = Array.from(files, (file): Upload => {
    const id = next++;
    return { id, file, state: 'waiting', sent_bytes: 0, speed: null, media_id: null, code: null };
  });
  change([...list, ...added]);
  void sender().then(({ sendWaiting }) => sendWaiting());
  return added.map(({ id }) => id);
}

export const pauseUpload = (id: number): Promise<void> => sender().then(({ pause }) => pause(id));
/** Goes on after a pause, or tries again after a failure. */
export const resumeUpload = (id: number): Promise<void> => sender().then(({ resume }) => resume(id));
/** Stops it, and takes what was sent off the server. */
export const cancelUpload = (id: number): Promise<void> => sender().then(({ cancel }) => cancel(id));
