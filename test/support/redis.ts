import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface Redis {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** Ends it, keeping what it holds. */
  stop(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Ends it and removes all it held. */
  dispose(): Promise<void>;
}

/** A Redis of one's own on loopback, which keeps what it holds over a restart. */
export async function startRedis(...settings: readonly string[]): Promise<Redis> {
  const directory = mkdtempSync(join(tmpdir(), 'redis-of-a-test-'));
  const port = await freePort();
  let child: ChildProcess;

  async function start() {
    child = spawn(
      'redis-server',
      [
        ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', directory],
        ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', ...settings],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    for await (const text of child.stdout ?? [])
      if (String(text).includes('Ready to accept connections')) break;
  }
  async function stop() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    start,
    stop,
    async dispose() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
