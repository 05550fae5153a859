// The product as `./run` starts it, on an empty data folder and a free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(process.env.KAIR_TEST_BUILD ?? join(ROOT, 'build/test'), 'apps/kair/kair');
const WEB = process.env.KAIR_WEB_DIR ?? join(ROOT, 'build/web');
const READY_MS = 60_000;

export type DemoAccount = { role: string; email: string; password: string; first_name: string; last_name: string };
export type Instance = { origin: string; folder: string; accounts: DemoAccount[]; log: () => string; stop: () => Promise<number | null> };

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Resolves with the address of the line `ready: …`, or rejects with what the program said instead. */
function readiness(program: ChildProcess, said: string[]): Promise<string> {
  return new Promise((done, failed) => {
    const giveUp = (why: string) => failed(new Error(`${why}\n${said.join('\n')}`));
    const timer = setTimeout(() => giveUp('not ready in time'), READY_MS);
    program.once('exit', (status) => giveUp(`ended with status ${status}`));
    for (const stream of [program.stdout, program.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          said.push(line);
          const ready = /^ready: (\S+)/.exec(line)?.[1];
          if (!ready) return;
          clearTimeout(timer);
          done(ready);
        });
  });
}

export async function startInstance(environment: Record<string, string> = {}): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), 'kair-e2e.'));
  const said: string[] = [];
  const program = spawn(PROGRAM, ['serve', '--demo'], {
    env: {
      ...process.env,
      KAIR_PORT: String(await freePort()),
      KAIR_METRICS_PORT: String(await freePort()),
      KAIR_DATA_DIR: folder,
      KAIR_WEB_DIR: WEB,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => program.once('exit', done));
  const stop = async () => {
    program.kill('SIGTERM');
    const status = await ended;
    rmSync(folder, { recursive: true, force: true });
    return status;
  };
  try {
    const origin = await readiness(program, said);
    const instance = (await (await fetch(`${origin}/api/v1/instance`)).json()) as { demo_accounts: DemoAccount[] };
    return { origin, folder, accounts: instance.demo_accounts, log: () => said.join('\n'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function account(instance: Instance, role: string): DemoAccount {
  const found = instance.accounts.find((candidate) => candidate.role === role);
  if (!found) throw new Error(`no demo account for ${role}`);
  return found;
}
