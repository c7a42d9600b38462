// Runs the integration tests against the newest Copilot CLI, which is fetched into a folder of its own and removed
// afterwards, however this ends. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'copilot-cli-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

let running;
let stoppedBy;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stoppedBy ??= signal;
    running?.kill('SIGTERM');
  });
}

/** Runs a program to its end and returns its exit code. */
async function run(command, args, options = {}) {
  if (stoppedBy) process.exit(128 + constants.signals[stoppedBy]);
  const code = await new Promise((resolve, reject) => {
    running = spawn(command, args, { stdio: 'inherit', cwd: root, ...options });
    running.on('error', reject);
    running.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  if (stoppedBy) process.exit(128 + constants.signals[stoppedBy]);
  return code;
}

async function mustRun(...command) {
  const code = await run(...command);
  if (code !== 0) process.exit(code);
}

/**
 * The program itself, from the package for this platform. The main package holds only a loader, which would stay
 * between us and the process that has to be stopped.
 */
function findCli() {
  const scope = join(folder, 'node_modules', '@github');
  for (const name of readdirSync(scope).filter((entry) => entry.startsWith('copilot-'))) {
    const { bin } = JSON.parse(readFileSync(join(scope, name, 'package.json'), 'utf8'));
    const [entry] = Object.values(bin ?? {});
    if (entry) return join(scope, name, entry);
  }
  throw new Error(`@github/copilot has no program for ${process.platform} ${process.arch}`);
}

const npm = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--include=optional'];
await mustRun('npm', [...npm, '@github/copilot@latest'], {
  cwd: folder,
  shell: process.platform === 'win32',
});

// The program unpacks itself (235 MB) where it runs for the first time: once, here, instead of in the user's own cache.
const env = {
  ...process.env,
  COPILOT_CLI_PATH: findCli(),
  COPILOT_CACHE_HOME: join(folder, 'cache'),
};
await mustRun(env.COPILOT_CLI_PATH, ['--no-auto-update', '--version'], { env });

await mustRun(process.execPath, [join(root, 'scripts', 'build.js'), '--if-needed']);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const tests = ['run', 'test/integration', ...process.argv.slice(2)];
process.exit(await run(process.execPath, [vitest, ...tests], { env }));
