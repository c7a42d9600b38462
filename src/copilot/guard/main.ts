/**
 * The guard: a small process between the REPL and the runtime. A runtime over TCP outlives the program that started
 * it, however that ended, and keeps conversations on the disk. The guard's standard input is a pipe from the REPL;
 * its end, which even SIGKILL of the REPL brings about, makes the guard end the runtime and wipe the private folder.
 */
import { createInterface } from 'node:readline';
import { sweepAbandoned } from './abandoned-folders.ts';
import { PlaceError } from './places.ts';
import { createPrivateFolder, wipe } from './private-folder.ts';
import { signalGroup } from './process-identity.ts';
import type { GuardOrder, GuardReport } from './protocol.ts';
import { spawnRuntime } from './runtime-process.ts';

/** How long a runtime may take to end by itself, in ms, before it is killed. */
const patience = 1000;

const report = (line: GuardReport) => process.stdout.write(`${JSON.stringify(line)}\n`);

// The REPL's terminal is not ours to end by: Ctrl-C and a closed window reach us only through the pipe.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => {});
// The REPL may be gone before it has read what we say.
process.stdout.on('error', () => {});
process.umask(0o077);

let killRuntime: () => void = () => {};
// Whatever goes wrong in here, neither the runtime nor the folder stays.
process.on('uncaughtException', (error) => {
  if (error instanceof PlaceError) {
    report({ type: 'ended', reason: error.message, advice: error.advice });
  } else {
    report({ type: 'ended', reason: `the guard failed: ${error.message}` });
  }
  process.exit(1);
});
const folder = createPrivateFolder();
process.on('exit', () => {
  killRuntime();
  wipe(folder.path);
});

let stopping = false;
let stopRuntime: () => void = () => process.exit(0);

function stop() {
  if (stopping) return;
  stopping = true;
  stopRuntime();
}

function startRuntime(order: GuardOrder['runtime']) {
  const child = spawnRuntime(order, folder);
  const { pid } = child;
  const signal = (name: NodeJS.Signals) => {
    // Whatever the runtime itself started goes with it.
    if (pid) signalGroup(pid, name);
    if (process.platform === 'win32') child.kill(name);
  };
  killRuntime = () => signal('SIGKILL');

  let said = '';
  let complaints = '';
  const listen = (chunk: Buffer) => {
    said += chunk.toString('latin1');
    // A chunk may end within the number.
    const port = Number(/listening on port (\d+)\D/i.exec(said)?.[1]);
    if (!port || !pid) return;
    child.stdout?.off('data', listen).resume();
    report({ type: 'ready', folder: folder.path, work: folder.work, runtime: { pid, port } });
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2000);
  });

  stopRuntime = () => {
    signal('SIGTERM');
    setTimeout(killRuntime, patience).unref();
  };
  const ended = (how: string) => {
    if (!stopping)
      report({ type: 'ended', reason: [how, complaints.trim()].filter(Boolean).join(': ') });
    process.exit(0);
  };
  child.on('error', (error) => ended(`the runtime could not be started: ${error.message}`));
  child.on('exit', (code, signal) => ended(`the runtime ended (${signal ?? `exit code ${code}`})`));
}

process.on('SIGTERM', stop);

const input = createInterface({ input: process.stdin });
input.once('line', (line) => {
  const { runtime, keepLeftovers }: GuardOrder = JSON.parse(line);
  startRuntime(runtime);
  if (!keepLeftovers) sweepAbandoned();
});
input.once('close', stop);
