import { fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('one.js', import.meta.url));
const running = new Set();

/** Ends a process with all that it started: they are one group. */
function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** Ends whatever is being tried. */
export function endAll() {
  for (const child of running) endGroup(child);
}

/**
 * Tries a fact in a process of its own, with a folder of its own, both of which are gone afterwards.
 * `outcome`: `holds`, `changed` or `untried`, and then `seen` says why.
 */
export async function tryFact(name, { target, folder, quick, limit }) {
  const began = performance.now();
  const own = join(folder, name);
  mkdirSync(own);
  const child = fork(program, { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  running.add(child);
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-2_000);
  });
  let result;
  const ended = new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.ended) return resolve();
      result = message;
    });
    child.on('exit', resolve);
    child.on('error', resolve);
  });
  const exited = new Promise((resolve) => child.on('close', resolve));
  let timer;
  const tooLong = new Promise((resolve) => {
    timer = setTimeout(resolve, limit, 'too long');
  });
  child.send({ name, target, folder: own, quick });
  const late = await Promise.race([ended, tooLong]);
  clearTimeout(timer);
  endGroup(child);
  await exited;
  running.delete(child);
  rmSync(own, { recursive: true, force: true, maxRetries: 5 });
  const milliseconds = Math.round(performance.now() - began);
  if (typeof result?.holds === 'boolean') {
    return { outcome: result.holds ? 'holds' : 'changed', seen: result.seen, milliseconds };
  }
  const why = late ? `not done after ${limit / 1_000} s` : complaints.trim() || 'it ended early';
  return { outcome: 'untried', seen: result?.failed ?? why, milliseconds };
}
