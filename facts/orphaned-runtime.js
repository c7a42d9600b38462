import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const name = 'orphaned-runtime';
export const claim = 'A runtime that was started over TCP outlives its parent’s SIGKILL.';
export const leansOn = ['src/copilot/guard/main.ts', 'src/copilot/guard/start.ts'];
export const report = {
  title: 'A runtime that the SDK starts over TCP outlives the program that started it',
  expected:
    'A runtime that the SDK starts as its own child ends with the program, as it does over stdio, where its standard input closes.',
  instead:
    'A guard process between program and runtime ends the runtime when its standard input closes, which even SIGKILL of the program brings about.',
};

/** A program that starts a runtime over TCP as the SDK offers it, says its process id, and goes on. */
const program = `
  const { CopilotClient, RuntimeConnection } = await import(process.argv[1]);
  const [, , path, home] = process.argv;
  const connection = RuntimeConnection.forTcp({ path, args: ['--no-auto-update'] });
  const client = new CopilotClient({ connection, mode: 'empty', baseDirectory: home });
  await client.start();
  console.log(client.cliProcess.pid);
  setInterval(() => {}, 1000);
`;

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export async function run({ path, sdkUrl, environment, folder }) {
  const args = ['--input-type=module', '-e', program, sdkUrl, path, join(folder, 'home')];
  const parent = spawn(process.execPath, args, {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const runtime = Number(line);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const survived = isAlive(runtime);
  if (survived) process.kill(runtime, 'SIGKILL');
  return {
    holds: survived,
    seen: `3 s after its parent’s SIGKILL the runtime was ${survived ? 'still there' : 'gone'}`,
  };
}
