import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { withDeadline } from '../deadline.ts';
import { CopilotError } from '../errors.ts';
import { sweep } from './private-folder.ts';
import type { GuardOrder, GuardReport } from './protocol.ts';

export interface Guard {
  readonly work: string;
  readonly runtime?: { readonly pid: number; readonly port: number };
  /** Settles when the runtime or the guard itself has ended without having been told to. Says why. */
  readonly lost: Promise<string>;
  /** Ends the runtime, wipes the private folder, and waits until both are done. */
  stop(): Promise<void>;
}

/** The guard's own bundle: beside the program's in dist/, and there too when the tests run from source. */
function guardProgram(): string {
  const candidates = ['./guard.js', '../../../dist/guard.js'];
  const paths = candidates.map((each) => fileURLToPath(new URL(each, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found) return found;
  throw new CopilotError('server-start-failed', 'the guard is not built', 'Run "npm run build".');
}

/** The longest that a start may take, in ms. */
const startLimit = 30_000;

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Starts a guard, and under it a runtime if one is ordered. @throws CopilotError `server-start-failed`. */
export async function startGuard(order: GuardOrder): Promise<Guard> {
  const child = spawn(process.execPath, [guardProgram()], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // It has to outlive this program by a moment, and Ctrl-C must not reach it.
    detached: true,
    // No token of the operator's is the guard's business.
    env: {
      PATH: process.env.PATH ?? '',
      ...(process.env.TMPDIR && { TMPDIR: process.env.TMPDIR }),
    },
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify(order)}\n`);

  let ready: Extract<GuardReport, { type: 'ready' }> | undefined;
  let stopped = false;
  let loseBecause: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    loseBecause = resolve;
  });

  const started = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new CopilotError('server-start-failed', reason));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const report: GuardReport = JSON.parse(line);
      if (report.type === 'ready') {
        ready = report;
        resolve();
      } else {
        fail(report.reason);
        loseBecause(report.reason);
      }
    });
    child.once('error', (error) => fail(`the guard could not be started: ${error.message}`));
    child.once('exit', () => {
      fail('the guard ended before the runtime was there');
      // A guard that was killed has wiped nothing.
      if (ready && !stopped) sweep(ready.folder);
      loseBecause('the guard process was ended');
    });
  });
  try {
    await withDeadline(started, startLimit, 'start');
  } catch (error) {
    child.stdin.end();
    throw error;
  }

  return {
    work: ready?.work ?? '',
    ...(ready?.runtime && { runtime: ready.runtime }),
    lost,
    async stop() {
      stopped = true;
      child.stdin.end();
      await exited(child);
    },
  };
}
