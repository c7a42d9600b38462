import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CopilotError } from '../errors.ts';
import { sweep, sweepAbandoned } from './abandoned-folders.ts';
import type { GuardOrder, GuardReport } from './protocol.ts';

/** The process that owns the runtime and its private folder, and sees to it that neither outlives this program. */
export interface Guard {
  /** An empty folder in the private one, for sessions to work in. */
  readonly work: string;
  readonly runtime: { readonly pid: number; readonly port: number };
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

/** How long, in ms, a start and a stop may take before the guard is killed. */
export interface GuardLimits {
  readonly start: number;
  readonly stop: number;
}

/** What the guard needs of the environment. No token of the operator's is its business. */
const inherited = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT'];

/** Does what a guard that was killed could not do any more. */
function sweepAfter(folder: string | undefined, { keepLeftovers }: GuardOrder): void {
  try {
    if (folder) sweep(folder);
    else if (!keepLeftovers) sweepAbandoned();
  } catch {
    // The next start tries again.
  }
}

/** Starts a guard, and under it a runtime. @throws CopilotError `server-start-failed`. */
export async function startGuard(
  order: GuardOrder,
  limits: GuardLimits = { start: 30_000, stop: 5_000 },
): Promise<Guard> {
  const child = spawn(process.execPath, [guardProgram()], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // It has to outlive this program by a moment, and Ctrl-C must not reach it.
    detached: true,
    env: Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify(order)}\n`);

  type Ready = Extract<GuardReport, { type: 'ready' }>;
  let ready: Ready | undefined;
  let loseBecause: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    loseBecause = resolve;
  });

  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));

  async function stop() {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), limits.stop);
    await gone;
    clearTimeout(timer);
  }

  const started = new Promise<Ready>((resolve, reject) => {
    const fail = (reason: string, advice?: string) =>
      reject(new CopilotError('server-start-failed', reason, advice));
    const tooLong = `the runtime was not there within ${limits.start / 1000} s`;
    const timer = setTimeout(() => fail(tooLong), limits.start);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const report: GuardReport = JSON.parse(line);
      if (report.type === 'ready') {
        ready = report;
        clearTimeout(timer);
        resolve(report);
      } else {
        fail(report.reason, report.advice);
        loseBecause(report.reason);
      }
    });
    child.once('error', (error) => fail(`the guard could not be started: ${error.message}`));
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code !== 0) sweepAfter(ready?.folder, order);
      fail('the guard ended before the runtime was there');
      loseBecause('the guard process was ended');
    });
  });
  try {
    const { work, runtime } = await started;
    return { work, runtime, lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
