import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { testEnvironment } from '../../test/support/environment.ts';
import { descendants } from '../../test/support/processes.ts';

/** A program on a pseudo-terminal of 120×40 whose output is only searched, not drawn: that costs the machine little. */
export interface Program {
  readonly pid: number;
  /** By `performance.now()`. */
  readonly startedAt: number;
  write(keys: string): void;
  /** Bytes written so far. */
  bytes(): number;
  /** Settles with the time, by `performance.now()`, when this is written after what was there when it was asked for. */
  shows(text: string, limit?: number): Promise<number>;
  /** Processor time that it and all that it started have used, in ms. */
  cpu(): number;
  stop(): Promise<void>;
}

const bin = fileURLToPath(new URL('../../bin/multiuser-repl.js', import.meta.url));
export const bareInk = fileURLToPath(new URL('./bare-ink.js', import.meta.url));

/** Processor time of one process in ms; the system counts in hundredths of a second. */
function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // proc(5), counted from behind the name: user, system, and of children that have ended.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]) * 10, 0);
  } catch {
    return 0;
  }
}

export function startProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program {
  const startedAt = performance.now();
  const terminal = spawn(process.execPath, [...args], {
    name: 'xterm-256color',
    cols: 120,
    rows: 40,
    env: testEnvironment({ TERM: 'xterm-256color', COLORFGBG: '15;0', ...environment }),
  });
  let bytes = 0;
  let tail = '';
  let waiting: { text: string; resolve: (time: number) => void } | undefined;
  let ended = false;
  terminal.onData((output) => {
    bytes += Buffer.byteLength(output);
    if (!waiting) return;
    tail += output;
    if (!tail.includes(waiting.text)) {
      // It may be split between two pieces.
      tail = tail.slice(-2_000);
      return;
    }
    waiting.resolve(performance.now());
    waiting = undefined;
  });
  const exit = new Promise<void>((resolve) => {
    terminal.onExit(() => {
      ended = true;
      resolve();
    });
  });
  return {
    pid: terminal.pid,
    startedAt,
    write: (keys) => terminal.write(keys),
    bytes: () => bytes,
    shows: (text, limit = 20_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new Error(
                `the program never showed ${JSON.stringify(text)}, but ${JSON.stringify(tail.slice(-1_000))}`,
              ),
            ),
          limit,
        );
        tail = '';
        waiting = {
          text,
          resolve(time) {
            clearTimeout(timer);
            resolve(time);
          },
        };
      }),
    cpu: () =>
      [terminal.pid, ...descendants(terminal.pid).map(({ pid }) => pid)]
        .map(cpuOf)
        .reduce((sum, each) => sum + each),
    async stop() {
      if (!ended) terminal.kill('SIGTERM');
      await exit;
    },
  };
}

/** This program as it is shipped, on the screen. */
export const startRepl = (
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Program => startProgram([bin, ...args], environment);
