import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

let running;

/** Ends what is being fetched. */
export const endFetching = () => running?.kill('SIGTERM');

function run(command, args, options) {
  return new Promise((resolve, reject) => {
    let said = '';
    running = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [running.stdout, running.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    running.on('error', reject);
    running.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.trim() || `${command} ended with ${code}`));
    });
  });
}

/** Installs a package into a folder and returns where its modules lie. None of its scripts is run. */
export async function fetchPackage(wanted, folder) {
  mkdirSync(folder, { recursive: true });
  const npm = ['install', '--prefix', folder, '--no-save', '--ignore-scripts'];
  const options = { cwd: folder, shell: process.platform === 'win32' };
  await run('npm', [...npm, '--include=optional', wanted], options);
  return join(folder, 'node_modules');
}

/** Lets Copilot CLI unpack itself (235 MB) once, where all that are started find it. */
export function unpackCli({ path, cache }, home) {
  const env = { PATH: process.env.PATH, HOME: home, COPILOT_CACHE_HOME: cache };
  return run(path, ['--no-auto-update', '--version'], { env });
}
