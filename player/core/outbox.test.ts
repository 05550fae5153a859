import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BATCH_BYTES, BATCH_COUNT, batchOf, Outbox, type OutboxOptions } from './outbox.ts';
import type { Entry, OutboxStorage } from './outbox_storage.ts';
import { PLAYED_SEGMENTS, type Statement, Statements } from './statements.ts';
import type { Reply } from './transport.ts';

const launch = { id: 'launch', token: 'token', registration_id: 'registration' };
let made = 0;
const statements = new Statements(
  { activity_base: 'https://example.test/', grain_id: 'g', launch_id: 'launch', duration_ms: 60_000 },
  { id: () => `id-${made++}`, now: () => 0 },
);
const progressed = (from_ms: number, to_ms: number) =>
  statements.watched('progressed', to_ms, 0.5, [{ from_ms, to_ms }]);

type Posted = { url: string; token: string; statements: Statement[] };

/** A server in a box: `answer` decides; by default all is accepted. */
function box(kept: Entry[] = []) {
  const stored = new Map(kept.map((entry) => [entry.id, entry]));
  const storage: OutboxStorage = {
    all: () => Promise.resolve([...stored.values()]),
    put: (entry) => Promise.resolve(void stored.set(entry.id, entry)),
    remove: (ids) => Promise.resolve(ids.forEach((id) => stored.delete(id))),
  };
  const posts: Posted[] = [];
  const beacons: string[] = [];
  const reports: (string | number)[][] = [];
  const world = {
    stored,
    posts,
    beacons,
    reports,
    answer: (post: Posted): Partial<Reply> => accept(post.statements.map(({ id }) => id)),
    beaconRoom: true,
  };
  const options: OutboxOptions = {
    launch,
    storage,
    random: () => 1,
    send: (_method, url, body) => {
      const post = { url, ...(JSON.parse(body ?? '') as Omit<Posted, 'url'>) };
      posts.push(post);
      return Promise.resolve({ status: 0, text: '', etag: null, ...world.answer(post) });
    },
    beacon: (_url, body) => world.beaconRoom && beacons.push(body) > 0,
    report: (answers, delivery, why) => reports.push(why ? [answers, delivery, why] : [answers, delivery]),
  };
  return { ...world, world, outbox: new Outbox(options) };
}
const accept = (accepted: string[], refused: { id: string; code: string }[] = []): Partial<Reply> => ({
  status: 200,
  text: JSON.stringify({ accepted, refused }),
});
/** What an earlier visit did not get rid of. */
const left = (of: typeof launch): Entry => ({
  id: 'left',
  launch: of,
  statement: { ...statements.played(3), id: 'left' },
});
const soon = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  made = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('posts what it is given with the token of the launch and forgets it once acknowledged', async () => {
  const { outbox, posts, stored } = box();
  outbox.add(statements.played(0));
  expect(stored.size).toBe(1);
  await soon();
  expect(posts).toMatchObject([
    { url: '/api/v1/play/launch/statements', token: 'token', statements: [{ id: 'id-0' }] },
  ]);
  expect([outbox.kept, stored.size]).toEqual([0, 0]);
});

it('keeps what the server did not name and sends it again', async () => {
  const { outbox, posts, world } = box();
  world.answer = () => accept(posts.length === 1 ? ['id-0'] : ['id-1']);
  outbox.add(statements.played(0));
  outbox.add(statements.played(1));
  await soon();
  expect(posts.map((post) => post.statements.map(({ id }) => id))).toEqual([['id-0', 'id-1'], ['id-1']]);
  expect(outbox.kept).toBe(0);
});

it('waits one second, then twice as long each time up to a minute, and goes on at once when told that the network is back', async () => {
  const { outbox, posts, world, reports } = box();
  world.answer = () => ({ status: 0 });
  outbox.add(statements.answered('q', ['a'], 1));
  await vi.advanceTimersByTimeAsync(400);
  const times = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
  for (const [turn, wait] of times.entries()) {
    expect(posts).toHaveLength(turn + 1);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(posts, `waits ${wait} ms`).toHaveLength(turn + 1);
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(reports.at(-1)).toEqual([1, 'offline']);
  world.answer = (post) => accept(post.statements.map(({ id }) => id));
  outbox.flush();
  await soon();
  expect(reports.at(-1)).toEqual([0, 'fine']);
});

it('sends what a reload or an earlier launch left behind, each under its own token', async () => {
  const old = { ...launch, id: 'older', token: 'old-token' };
  const { outbox, posts } = box([left(old)]);
  outbox.add(statements.played(4));
  await soon();
  expect(posts.map(({ url, token }) => [url, token])).toEqual([
    ['/api/v1/play/older/statements', 'old-token'],
    ['/api/v1/play/launch/statements', 'token'],
  ]);
  expect(outbox.kept).toBe(0);
});

it('sends the remains of an ended launch under the present one when it is the same registration', async () => {
  const old = { ...launch, id: 'older', token: 'old-token' };
  const { outbox, posts, world } = box([left(old)]);
  world.answer = (post) => (post.token === 'old-token' ? { status: 401 } : accept(post.statements.map(({ id }) => id)));
  await soon();
  expect(posts.map(({ token }) => token)).toEqual(['old-token', 'token']);
  expect(outbox.kept).toBe(0);
});

const other = { id: 'other', token: 'other-token', registration_id: 'other' };
const closed = (code: string): Partial<Reply> => ({ status: 403, text: JSON.stringify({ status: 403, code }) });

it('leaves what another registration could not send for its own next visit', async () => {
  const fresh = { ...left(other), statement: { ...left(other).statement, timestamp: new Date().toISOString() } };
  const { outbox, posts, stored, world } = box([fresh]);
  world.answer = ({ token, statements: sent }) =>
    token === 'other-token' ? { status: 404 } : accept(sent.map(({ id }) => id));
  outbox.add(statements.played(4));
  await soon();
  expect(posts.map(({ token }) => token)).toEqual(['other-token', 'token']);
  expect([outbox.kept, [...stored.keys()]]).toEqual([0, ['left']]);
});

it('lets go what another registration left long ago', async () => {
  const { outbox, posts, stored, world } = box([left(other)]);
  world.answer = () => ({ status: 404 });
  await soon();
  expect([posts.length, outbox.kept, stored.size]).toEqual([1, 0, 0]);
});

it('keeps everything while the training is suspended, says so, and sends it all when it resumes', async () => {
  const { outbox, posts, reports, stored, world } = box();
  world.answer = () => closed('distribution.suspended');
  outbox.add(statements.answered('q', ['a'], 1));
  await vi.advanceTimersByTimeAsync(400);
  expect(reports.at(-1)).toEqual([1, 'closed', 'distribution.suspended']);
  outbox.add(statements.played(5));
  await vi.advanceTimersByTimeAsync(999);
  expect(posts.length, 'asks no more often than for a lost network').toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect([posts.length, stored.size]).toEqual([2, 2]);
  world.answer = (post) => accept(post.statements.map(({ id }) => id));
  await vi.advanceTimersByTimeAsync(2000);
  expect([outbox.kept, stored.size, reports.at(-1)]).toEqual([0, 0, [0, 'fine']]);
});

it('does not mind that another registration is suspended', async () => {
  const fresh = { ...left(other), statement: { ...left(other).statement, timestamp: new Date().toISOString() } };
  const { outbox, reports, stored, world } = box([fresh]);
  world.answer = ({ token, statements: sent }) =>
    token === 'other-token' ? closed('distribution.suspended') : accept(sent.map(({ id }) => id));
  outbox.add(statements.played(4));
  await soon();
  expect([outbox.kept, [...stored.keys()], reports.at(-1)]).toEqual([0, ['left'], [0, 'fine']]);
});

it('says so and keeps everything when the present launch is over', async () => {
  const { outbox, posts, reports, world } = box();
  world.answer = () => ({ status: 410 });
  outbox.add(statements.answered('q', ['a'], 1));
  await soon();
  expect([posts.length, outbox.kept, reports.at(-1)]).toEqual([1, 1, [1, 'refused']]);
});

it('replaces an older report of progress that has not left, and tells what it would have told', async () => {
  const { outbox, posts, stored, world } = box();
  world.answer = () => ({ status: 0 });
  outbox.add(statements.played(0));
  outbox.add(progressed(0, 15_000));
  outbox.add(progressed(20_000, 30_000));
  outbox.add(progressed(15_000, 16_000));
  expect([outbox.kept, stored.size]).toEqual([2, 2]);
  await soon();
  expect(posts[0]?.statements[1]?.result?.extensions?.[PLAYED_SEGMENTS]).toBe(
    '0.000[.]15.000[,]20.000[.]30.000[,]15.000[.]16.000',
  );
});

it('does not take back a report that is on its way', async () => {
  const { outbox, posts, world } = box();
  let land: (reply: Reply) => void = () => undefined;
  world.answer = () => ({});
  outbox.add(progressed(0, 15_000));
  const flying = new Promise<Reply>((resolve) => (land = resolve));
  (outbox as unknown as { options: OutboxOptions }).options.send = (_m, _u, body) => {
    posts.push({ url: '', ...(JSON.parse(body ?? '') as Omit<Posted, 'url'>) });
    return flying;
  };
  await soon();
  outbox.add(progressed(15_000, 30_000));
  expect(outbox.kept).toBe(2);
  land({ status: 200, text: JSON.stringify({ accepted: ['id-0'] }), etag: null });
  await vi.advanceTimersByTimeAsync(0);
  expect(outbox.kept).toBe(1);
});

it('tells nothing again that may have arrived: by a beacon, or in a post whose answer was lost', async () => {
  const { outbox, beacons, posts, world } = box();
  world.answer = () => ({ status: 0 });
  outbox.add(progressed(0, 15_000));
  outbox.leave();
  outbox.add(progressed(15_000, 30_000));
  await soon();
  outbox.add(progressed(30_000, 40_000));
  const told = (statement?: Statement) => statement?.result?.extensions?.[PLAYED_SEGMENTS];
  expect(beacons.length).toBe(1);
  expect(posts[0]?.statements.map(told)).toEqual(['0.000[.]15.000', '15.000[.]30.000']);
  expect(outbox.kept).toBe(3);
});

it('lets a refused statement go: asking again cannot help', async () => {
  const { outbox, world } = box();
  world.answer = () => accept([], [{ id: 'id-0', code: 'xapi.unknown_verb' }]);
  outbox.add(statements.played(0));
  await soon();
  expect(outbox.kept).toBe(0);
});

it('halves a batch that the server cannot read until the bad one is found, and loses that one only', async () => {
  const { outbox, posts, world } = box();
  const delivered: string[] = [];
  world.answer = (post) => {
    const ids = post.statements.map(({ id }) => id);
    if (ids.includes('id-2')) return { status: 422 };
    delivered.push(...ids);
    return accept(ids);
  };
  for (let n = 0; n < 5; n++) outbox.add(statements.played(n));
  await vi.advanceTimersByTimeAsync(5000);
  expect(delivered).toEqual(['id-0', 'id-1', 'id-3', 'id-4']);
  expect(outbox.kept).toBe(0);
  expect(posts.length).toBeLessThan(9);
});

it('leaves by beacon when the page goes, and keeps everything until it is acknowledged', () => {
  const { outbox, beacons } = box();
  outbox.add(statements.played(0));
  outbox.leave();
  expect(JSON.parse(beacons[0] ?? '')).toMatchObject({ token: 'token', statements: [{ id: 'id-0' }] });
  expect(outbox.kept).toBe(1);
});

it('goes on from memory when storage fails', async () => {
  const { world } = box();
  const failing: OutboxStorage = {
    all: () => Promise.reject(new Error('no storage')),
    put: () => Promise.reject(new Error('no storage')),
    remove: () => Promise.reject(new Error('no storage')),
  };
  const sent: string[] = [];
  const outbox = new Outbox({
    launch,
    storage: failing,
    send: (_method, _url, body) => {
      const ids = (JSON.parse(body ?? '') as Posted).statements.map(({ id }) => id);
      sent.push(...ids);
      return Promise.resolve({ status: 200, text: JSON.stringify({ accepted: ids }), etag: null });
    },
    beacon: () => true,
    report: () => undefined,
  });
  outbox.add(statements.played(0));
  await soon();
  expect(sent).toEqual(['id-0']);
  expect(world.posts).toEqual([]);
});

it('fills a batch up to 200 statements and 60 kB, one launch at a time', () => {
  const entry = (n: number, length = 10, of = launch): Entry => ({
    id: String(n),
    launch: of,
    statement: { id: 'x'.repeat(length) } as Statement,
  });
  const many = Array.from({ length: BATCH_COUNT + 1 }, (_, n) => entry(n));
  expect(batchOf(many)).toHaveLength(BATCH_COUNT);
  expect(batchOf(many.slice(1))).toHaveLength(BATCH_COUNT);
  const large = [entry(0, 40_000), entry(1, 18_000), entry(2, 2000)];
  const batch = batchOf(large);
  expect(batch.map(({ id }) => id)).toEqual(['0', '1']);
  expect(JSON.stringify(batch.map(({ statement }) => statement)).length).toBeLessThanOrEqual(BATCH_BYTES);
  const mixed = [entry(0), entry(1, 10, { ...launch, id: 'other' }), entry(2)];
  expect(batchOf(mixed).map(({ id }) => id)).toEqual(['0', '2']);
});
