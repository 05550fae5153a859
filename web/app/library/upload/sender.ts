// Sends the files of the line by the tus protocol: parts of 8 MiB, two files at once, picked up where they were after a
// pause, a lost network, a session that ended, or another day in the same browser when the file is dropped again.
import { DetailedError, Upload as TusUpload } from 'tus-js-client';
import { queryClient } from '../../../api/client.ts';
import { sessionQuery } from '../../../api/session.ts';
import { csrfToken, signInAgain } from '../../../api/transport.ts';
import { refreshMedia } from '../queries.ts';
import { type Sample, speedOf, withSample } from './rate.ts';
import { changeUpload, forgetUpload, type Upload, uploadOf, uploads, underWay } from './uploads.ts';

const ENDPOINT = '/api/v1/uploads';
const PART_BYTES = 8 * 1024 * 1024;
const AT_ONCE = 2;
const RETRY_MS = [0, 1000, 3000, 5000, 10_000];
const OFFLINE_MS = 15_000;

const senders = new Map<number, TusUpload>();
/** Uploads whose token was asked for anew and have not moved since: asking again would not help. */
const renewed = new Set<number>();

/** The name of the file without its ending is its first title. */
const titleOf = (name: string) => (name.replace(/\.[^.]+$/, '') || name).slice(0, 120);
const mediaIdOf = (url: string | null) => url?.split('/').pop() ?? null;

/** Another person at this browser starts a file of their own. */
const fingerprintOf = (file: File) => {
  const person = queryClient.getQueryData(sessionQuery.queryKey)?.person.id ?? '';
  return ['kair', person, file.name, file.size, file.lastModified].join('/');
};

function reasonOf(error: Error): { status: number; code: string } {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (!status) return { status, code: 'client.offline' };
  try {
    const { code } = JSON.parse(response?.getBody() ?? '') as { code?: unknown };
    if (typeof code === 'string') return { status, code };
  } catch {
    // A front server's own page: the status says enough.
  }
  return { status, code: status === 413 ? 'http.too_large' : status >= 500 ? 'http.busy' : 'client.unreadable' };
}

async function failed(id: number, error: Error): Promise<void> {
  const { status, code } = reasonOf(error);
  if (status === 401) {
    changeUpload(id, { state: 'paused', speed: null });
    if (await signInAgain()) resume(id);
    return;
  }
  if (code === 'http.csrf' && !renewed.has(id)) {
    renewed.add(id);
    changeUpload(id, { state: 'paused', speed: null });
    await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
    return resume(id);
  }
  if (status === 0 || status >= 502) {
    changeUpload(id, { state: 'offline', speed: null });
    setTimeout(() => uploadOf(id)?.state === 'offline' && resume(id), OFFLINE_MS);
    return;
  }
  changeUpload(id, { state: 'failed', speed: null, code });
  sendWaiting();
}

function sent(id: number, url: string | null): void {
  senders.delete(id);
  const upload = uploadOf(id);
  changeUpload(id, { state: 'sent', speed: null, sent_bytes: upload?.file.size ?? 0, media_id: mediaIdOf(url) });
  void refreshMedia();
  sendWaiting();
}

function senderOf({ id, file }: Upload): TusUpload {
  let samples: Sample[] = [];
  const sender: TusUpload = new TusUpload(file, {
    endpoint: ENDPOINT,
    chunkSize: PART_BYTES,
    retryDelays: RETRY_MS,
    metadata: { filename: file.name, filetype: file.type, title: titleOf(file.name) },
    fingerprint: () => Promise.resolve(fingerprintOf(file)),
    removeFingerprintOnSuccess: true,
    onBeforeRequest: (request) => {
      // Read at each request: signing in again gives another one.
      const token = csrfToken();
      if (token) request.setHeader('X-CSRF-Token', token);
    },
    onUploadUrlAvailable: () => {
      changeUpload(id, { media_id: mediaIdOf(sender.url) });
      void refreshMedia();
    },
    onProgress: (sent_bytes) => {
      renewed.delete(id);
      samples = withSample(samples, { at_ms: Date.now(), bytes: sent_bytes });
      const upload = uploadOf(id);
      if (upload?.state === 'sending') changeUpload(id, { sent_bytes, speed: speedOf(samples) });
    },
    onShouldRetry: (error) => {
      const { status } = reasonOf(error);
      return navigator.onLine && (status === 0 || status === 409 || status === 423 || status >= 500);
    },
    onError: (error) => void failed(id, error),
    onSuccess: () => sent(id, sender.url),
  });
  return sender;
}

async function start(upload: Upload): Promise<void> {
  changeUpload(upload.id, { state: 'sending', code: null });
  const known = senders.get(upload.id);
  if (known) return known.start();
  const sender = senderOf(upload);
  senders.set(upload.id, sender);
  const [before] = await sender.findPreviousUploads();
  if (before) sender.resumeFromPreviousUpload(before);
  // Paused or cancelled meanwhile.
  if (uploadOf(upload.id)?.state === 'sending') sender.start();
}

/** Starts what waits, as long as there is room. */
export function sendWaiting(): void {
  const sending = uploads().filter(({ state }) => state === 'sending').length;
  uploads()
    .filter(({ state }) => state === 'waiting')
    .slice(0, Math.max(0, AT_ONCE - sending))
    .forEach((upload) => void start(upload));
}

export async function pause(id: number): Promise<void> {
  changeUpload(id, { state: 'paused', speed: null });
  await senders.get(id)?.abort();
  sendWaiting();
}

export function resume(id: number): void {
  const upload = uploadOf(id);
  if (!upload || upload.state === 'sending' || upload.state === 'sent') return;
  changeUpload(id, { state: 'waiting', code: null });
  sendWaiting();
}

export async function cancel(id: number): Promise<void> {
  const sender = senders.get(id);
  senders.delete(id);
  forgetUpload(id);
  sendWaiting();
  // What is there already is removed; if that fails, the server's own sweep does it.
  await sender?.abort(true).catch(() => undefined);
  await refreshMedia();
}

window.addEventListener('online', () =>
  uploads()
    .filter(({ state }) => state === 'offline')
    .forEach(({ id }) => resume(id)),
);
window.addEventListener('beforeunload', (event) => {
  if (uploads().some(underWay)) event.preventDefault();
});
