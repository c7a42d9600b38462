import { dirname, join } from 'node:path';
import { mustRun } from './run.js';

/** The folder of the programs of the npm that runs this, or of the one that is installed. */
export async function findNpm() {
  const { npm_execpath: running } = process.env;
  if (running?.endsWith('npm-cli.js')) return dirname(running);
  const { stdout } = await mustRun('npm', ['root', '-g'], { shell: process.platform === 'win32' });
  return join(stdout.trim(), 'npm', 'bin');
}
