// One byte range at a time, by XMLHttpRequest: it can be cut short everywhere and tells how many bytes have come.
import type { Bandwidth } from './bandwidth.ts';
import type { Segment } from './segments.ts';

/** `lost`: no answer, or a server in trouble: worth trying again. `stale`: this address is over: ask for the index. */
export type Failure = 'lost' | 'stale' | 'aborted';
export type Flight = { abort(): void; received(): number };

/** No byte for so long: the connection is dead even if nobody says so. */
const SILENCE_MS = 10_000;
const STALE = [401, 403, 404, 410, 416];

export function fetchSegment(
  { url, first, last }: Segment,
  bandwidth: Bandwidth,
  done: (bytes: ArrayBuffer) => void,
  failed: (failure: Failure) => void,
): Flight {
  const request = new XMLHttpRequest();
  const size = last - first + 1;
  let loaded = 0;
  let arriving = false;
  let aborted = false;
  let silence = 0;

  const listen = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => request.abort(), SILENCE_MS) as unknown as number;
  };
  request.open('GET', url);
  request.responseType = 'arraybuffer';
  request.setRequestHeader('Range', `bytes=${first}-${last}`);
  request.onreadystatechange = () => {
    if (request.readyState !== 2) return;
    arriving = true;
    bandwidth.begin();
    listen();
  };
  request.onprogress = (event) => {
    bandwidth.received(event.loaded - loaded);
    loaded = event.loaded;
    listen();
  };
  request.onloadend = () => {
    clearTimeout(silence);
    if (arriving) bandwidth.end();
    const bytes = request.response as ArrayBuffer | null;
    if (aborted) failed('aborted');
    else if (request.status === 206 && bytes && bytes.byteLength === size) done(bytes);
    else if (request.status === 200 && bytes && bytes.byteLength > last) done(bytes.slice(first, last + 1));
    else failed(STALE.indexOf(request.status) >= 0 ? 'stale' : 'lost');
  };
  listen();
  request.send();

  return {
    abort: () => {
      aborted = true;
      request.abort();
    },
    received: () => loaded,
  };
}
