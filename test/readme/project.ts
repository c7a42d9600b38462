import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin } from '../cli/built-program.ts';
import { testEnvironment } from '../support/environment.ts';
import { spawnInTerminal } from '../support/pty.ts';

/** This port of loopback, or any other that is free where somebody has it. */
export async function freePort(wanted: number): Promise<string> {
  const server = createServer();
  const listening = once(server, 'listening');
  server.listen(wanted, '127.0.0.1');
  try {
    await listening;
  } catch {
    return freePort(0);
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `${port}`;
}

/** A folder in which `npx multiuser-repl` is the program that was built here, as after an installation. */
export interface Project {
  readonly folder: string;
  /** Runs a command by the shell to its end. */
  run(command: string): Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** A shell that commands are entered into, one after the other; its output so far. */
  shell(): { enter(command: string): void; output(): string; end(): Promise<unknown> };
  /** Runs it in a terminal. */
  open(command: string): ReturnType<typeof spawnInTerminal>;
  remove(): void;
}

export function createProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const programs = join(folder, 'node_modules', '.bin');
  mkdirSync(programs, { recursive: true });
  symlinkSync(bin, join(programs, 'multiuser-repl'));
  const own = { HOME: folder, npm_config_update_notifier: 'false' };
  const env = testEnvironment(own);
  return {
    folder,
    run: (command) =>
      new Promise((resolve) => {
        const stdio = ['ignore', 'pipe', 'pipe'] as const;
        const child = spawn('bash', ['-c', command], { cwd: folder, env, stdio: [...stdio] });
        let [stdout, stderr] = ['', ''];
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          stdout += text;
        });
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          stderr += text;
        });
        child.on('close', (code) => resolve({ code, stdout, stderr }));
      }),
    shell() {
      // A group of its own, so that what it runs in the background ends with it.
      const child = spawn('bash', [], { cwd: folder, env, detached: true });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
      }
      const closed = once(child, 'close');
      return {
        enter: (command) => child.stdin.write(`${command}\n`),
        output: () => text,
        end() {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
          child.stdin.end();
          return closed;
        },
      };
    },
    open: (command) =>
      spawnInTerminal('bash', ['-c', `exec ${command}`], { cwd: folder, env: own }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
