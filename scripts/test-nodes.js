// Runs the tests that a Node version could break with each supported version except the one that runs this script, which
// runs all tests: `node scripts/test-nodes.js [--node 24]`. The Nodes go to a folder that is removed afterwards.
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { withEachNode } from './package/each-node.js';
import { findNpm } from './package/npm.js';
import { ownFolder } from './package/own-folder.js';
import { mustRun, run } from './package/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { node: { type: 'string', multiple: true } } });

/**
 * What a Node version could break: the SDK and its sessions, child processes and pipes, text and its segmentation, the
 * screen and a real terminal.
 */
const tests = [
  'build/string-width',
  'copilot/guard-process.e2e',
  'files/memory-store',
  'files/paths',
  'files/tools/file-tools',
  'integration/request',
  'library/library.e2e',
  'offline-model/endpoint',
  'program/recovery.e2e',
  'recording/event-recorder',
  'repl/command-language',
  'screen/graphemes',
  'screen/markdown',
  'screen/safe-text',
  'screen/text',
  'ui/golden.isolated',
  'ui/screen',
].map((name) => `test/${name}.test.ts`);
const selection = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...tests];

await mustRun(process.execPath, ['scripts/build.js', '--if-needed'], { cwd: root });

async function test({ bin }) {
  // What the tests start finds the same Node, under whatever name.
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { code, stdout, stderr } = await run(join(bin, 'node'), selection, {
    cwd: root,
    env,
    limit: 300_000,
  });
  const told = stripVTControlCharacters(stdout + stderr);
  if (code !== 0) throw new Error(`exit code ${code}\n${told}`);
  const [, passed] = /^ *Tests +(\d+) passed/m.exec(told) ?? [];
  if (!passed) throw new Error(`no test has run\n${told}`);
  return `${passed} tests`;
}

const good = await withEachNode(
  {
    chosen: values.node,
    except: values.node ? undefined : process.version,
    folder: ownFolder('nodes-test'),
    npm: join(await findNpm(), 'npm-cli.js'),
  },
  test,
);
process.exit(good ? 0 : 1);
