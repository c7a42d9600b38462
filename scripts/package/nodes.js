import { join } from 'node:path';
import { mustRun, run } from './run.js';

/** The oldest that `engines` allows in each line it names, and the newest of the lines after them. */
export const supported = ['20.19.0', '22.12.0', '24', '26'];

const platform = process.platform === 'win32' ? 'win' : process.platform;
const name = `node-${platform}-${process.arch}`;

/**
 * The programs of those Node versions that can be had from the registry, in a folder. The rest come back with the reason
 * why not.
 */
export async function fetchNodes(versions, folder, npm) {
  const nodes = [];
  for (const version of versions) {
    const prefix = join(folder, `node-${version}`);
    const wanted = `${name}@${version}`;
    const install = ['install', '--prefix', prefix, '--no-save', '--prefer-offline', wanted];
    const { code, stderr } = await run(process.execPath, [npm, ...install]);
    if (code !== 0) {
      nodes.push({ version, missing: /npm error (?!code)(.*)/.exec(stderr)?.[1] ?? stderr.trim() });
      continue;
    }
    const bin = join(prefix, 'node_modules', name, 'bin');
    const { stdout } = await mustRun(join(bin, 'node'), ['--version']);
    nodes.push({ version: stdout.trim(), bin });
  }
  return nodes;
}
