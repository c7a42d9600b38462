// Packs the package and uses the tarball as a stranger would, with each Node that is supported and can be had:
// `node scripts/test-package.js [--node 20] [--node 24]`. What it fetches goes to a folder that is removed afterwards.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkContents } from './package/contents.js';
import { fetchNodes, supported } from './package/nodes.js';
import { checkNotices } from './package/notices.js';
import { mustRun } from './package/run.js';
import { tryPackage } from './package/try.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { node: { type: 'string', multiple: true } } });
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-test-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const say = (line) => process.stdout.write(`${line}\n`);
const inRoot = { cwd: root };

async function findNpm() {
  const { npm_execpath: running } = process.env;
  if (running?.endsWith('npm-cli.js')) return dirname(running);
  const { stdout } = await mustRun('npm', ['root', '-g'], { shell: process.platform === 'win32' });
  return join(stdout.trim(), 'npm', 'bin');
}

const npm = await findNpm();
const npmProgram = join(npm, 'npm-cli.js');
const config = async (name) =>
  (await mustRun(process.execPath, [npmProgram, 'config', 'get', name], inRoot)).stdout.trim();

await mustRun(process.execPath, ['scripts/build.js'], inRoot);
const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
const { stdout } = await mustRun(process.execPath, [npmProgram, ...pack], inRoot);
const [packed] = JSON.parse(stdout);
const tarball = join(folder, packed.filename);
say(`✓ tarball: ${checkContents(packed)}`);
say(`✓ notices: ${await checkNotices(tarball, folder)}`);

/** Runs a tool of ours that comes from the registry. */
const tool = (name, ...args) =>
  mustRun(process.execPath, [npmProgram, 'exec', '--no', '--', name, ...args], inRoot);
await tool('publint', 'run', tarball, '--strict');
say('✓ publint');
await tool('attw', tarball, '--profile', 'esm-only');
say('✓ attw');

const nodes = await fetchNodes(
  supported.filter(
    (version) => !values.node || values.node.some((each) => version.startsWith(each)),
  ),
  folder,
  npmProgram,
);
// The client that is configured here, whatever HOME and whichever Node it runs with.
const passedOn = /^(?:npm_config_|NODE_EXTRA_CA_CERTS$|SSL_CERT_|https?_proxy$|no_proxy$)/i;
const npmEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
  npm_config_cache: await config('cache'),
  npm_config_userconfig: await config('userconfig'),
  npm_config_globalconfig: await config('globalconfig'),
};
let failed = false;
for (const { version, bin, missing } of nodes) {
  if (missing) {
    say(`– Node ${version}: skipped, it can't be had (${missing})`);
    continue;
  }
  const own = mkdtempSync(join(folder, 'stranger-'));
  try {
    await tryPackage({ tarball, bin, folder: own, npm, npmEnvironment });
    say(`✓ Node ${version}: installs, runs, opens, imports`);
  } catch (error) {
    failed = true;
    say(`✗ Node ${version}: ${error.message}`);
  }
  rmSync(own, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(failed ? 1 : 0);
