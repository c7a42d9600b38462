// Packs the package and uses the tarball as a stranger would, with each Node that is supported and can be had:
// `node scripts/test-package.js [--node 20] [--node 24]`. What it fetches goes to a folder that is removed afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkContents } from './package/contents.js';
import { withEachNode } from './package/each-node.js';
import { checkNotices } from './package/notices.js';
import { findNpm } from './package/npm.js';
import { ownFolder } from './package/own-folder.js';
import { tryPnpm } from './package/pnpm.js';
import { mustRun } from './package/run.js';
import { tryPackage } from './package/try.js';
import { checkTypes } from './package/types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { node: { type: 'string', multiple: true } } });
const folder = ownFolder('package-test');

const say = (line) => process.stdout.write(`${line}\n`);
const inRoot = { cwd: root };

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

// The client that is configured here, whatever HOME and whichever Node it runs with.
const passedOn = /^(?:npm_config_|NODE_EXTRA_CA_CERTS$|SSL_CERT_|https?_proxy$|no_proxy$)/i;
const npmEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
  npm_config_cache: await config('cache'),
  npm_config_userconfig: await config('userconfig'),
  npm_config_globalconfig: await config('globalconfig'),
};
const options = { tarball, npm, npmEnvironment };
await checkTypes(await tryPnpm({ ...options, folder }));
say('✓ pnpm: installs, runs; its types pass a strict check');

const good = await withEachNode(
  { chosen: values.node, folder, npm: npmProgram },
  async ({ bin }) => {
    const own = mkdtempSync(join(folder, 'stranger-'));
    try {
      await tryPackage({ ...options, bin, folder: own });
    } finally {
      rmSync(own, { recursive: true, force: true, maxRetries: 5 });
    }
    return 'installs, runs, opens, imports';
  },
);
process.exit(good ? 0 : 1);
