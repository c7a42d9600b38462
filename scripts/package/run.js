import { spawn } from 'node:child_process';

/** Runs a program to its end. Rejects where it can't be started, or takes longer than `limit` ms. */
export function run(command, args, { limit = 180_000, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${command} ${args.join(' ')}: not done after ${limit / 1000} s`));
    }, limit);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

/** The same, where anything but exit code 0 is a failure. */
export async function mustRun(command, args, options) {
  const ended = await run(command, args, options);
  if (ended.code === 0) return ended;
  throw new Error(
    `${command} ${args.join(' ')}: exit code ${ended.code}\n${ended.stdout}${ended.stderr}`,
  );
}

export function check(holds, what) {
  if (!holds) throw new Error(what);
}
