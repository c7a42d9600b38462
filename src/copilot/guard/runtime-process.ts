import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlaceError } from './places.ts';
import { confinement, type PrivateFolder, record } from './private-folder.ts';
import { identifyProcess, signalGroup } from './process-identity.ts';
import type { GuardOrder } from './protocol.ts';

/** A shell that becomes the program that it is given, once it has read a line. */
const shell = '/bin/sh';
const gate = [shell, '-c', 'read -r _ && exec "$@" </dev/null', shell];

function recordRuntime(folder: PrivateFolder, pid: number): void {
  try {
    record(folder.path, 'runtime', identifyProcess(pid));
  } catch (error) {
    signalGroup(pid, 'SIGKILL');
    throw new PlaceError([[dirname(folder.path), error]]);
  }
}

/**
 * Starts a runtime in the folder. Where there is a shell, none ever runs that is not on record: should this process be
 * killed before that is written, the line that the shell waits for never comes.
 * @throws PlaceError where the folder can't be written
 */
export function spawnRuntime(
  { path, token, listen, environment }: GuardOrder['runtime'],
  folder: PrivateFolder,
): ChildProcess {
  const gated = existsSync(shell);
  const [program = '', ...args] = [
    ...(gated ? gate : []),
    ...(path.endsWith('.js') ? [process.execPath] : []),
    path,
    '--headless',
    '--no-auto-update',
    '--no-auto-login',
    '--log-level',
    'error',
    ...(listen ? ['--host', listen.host] : []),
    ...(listen?.port ? ['--port', `${listen.port}`] : []),
  ];
  const child = spawn(program, args, {
    cwd: folder.work,
    // A group of its own, so that Ctrl-C on the terminal does not reach it.
    detached: true,
    stdio: [gated ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      ...confinement(folder),
      COPILOT_CONNECTION_TOKEN: token,
      COPILOT_DISABLE_KEYTAR: '1',
    },
  });
  if (child.pid) recordRuntime(folder, child.pid);
  child.stdin?.on('error', () => {});
  child.stdin?.end('\n');
  return child;
}
