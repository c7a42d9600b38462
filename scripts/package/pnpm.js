import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { mustRun, run } from './run.js';
import { checkEvents, prompt } from './try.js';

/**
 * Installs the tarball with pnpm, whose node_modules is made of links and holds nothing that was not asked for, and uses
 * it from there. pnpm ends with 1 until somebody decides about the install script of the SDK's koffi, which need not run.
 * @param npm the folder of npm's own programs. Returns where it is installed.
 */
export async function tryPnpm({ tarball, folder, npm, npmEnvironment }) {
  const place = join(folder, 'pnpm');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{ "private": true }');
  const env = {
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    // Its store and its caches as well.
    HOME: join(folder, 'pnpm-home'),
    LANG: 'C.UTF-8',
    ...npmEnvironment,
  };
  const npx = [join(npm, 'npx-cli.js'), '--yes', '--prefer-offline', 'pnpm@12'];
  const add = ['add', '--config.strict-dep-builds=false', tarball];
  await mustRun(process.execPath, [...npx, ...add], { cwd: place, env });
  const program = join(place, 'node_modules', '.bin', 'multiuser-repl');
  checkEvents(await run(program, ['-p', prompt, '--json'], { cwd: place, env }), 'with pnpm');
  return place;
}
