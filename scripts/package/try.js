import { cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { check, mustRun, run } from './run.js';

export const prompt = 'Create a.md saying hi, then list my files';

/** Throws unless a run of the prompt has done what it says, and its session is gone. */
export function checkEvents({ code, stdout, stderr }, how) {
  check(code === 0, `${how}: exit code ${code}\n${stderr}`);
  const events = stdout.trim().split('\n').map(JSON.parse);
  const one = (type) => events.find((event) => event.type === type);
  check(one('file.changed')?.path === 'a.md', `${how}: no a.md was written`);
  check(/a\.md/.test(one('request.completed')?.answer), `${how}: the answer does not name a.md`);
  check(one('session.confirmed-gone'), `${how}: the session is not confirmed gone`);
}

/** Opens the REPL in a terminal, waits for its users, and leaves it. */
function open(command, args, options, limit = 60_000) {
  return new Promise((resolve, reject) => {
    const terminal = spawn(command, args, {
      cols: 100,
      rows: 30,
      name: 'xterm-256color',
      ...options,
    });
    let shown = '';
    const timer = setTimeout(() => {
      terminal.kill('SIGKILL');
      reject(new Error(`the REPL did not open and leave within ${limit / 1000} s:\n${shown}`));
    }, limit);
    /** What is waited for, and what is typed then. */
    const dialogue = [
      [/alice[\s\S]*offline model/, '/quit'],
      [/quit/, '\r'],
    ];
    let seen = '';
    terminal.onData((data) => {
      shown += data;
      seen += data;
      const [[pattern, answer] = []] = dialogue;
      if (!pattern?.test(seen)) return;
      dialogue.shift();
      seen = '';
      terminal.write(answer);
    });
    terminal.onExit(({ exitCode }) => {
      clearTimeout(timer);
      if (exitCode === 0 && dialogue.length === 0) resolve();
      else reject(new Error(`the REPL ended with exit code ${exitCode}:\n${shown}`));
    });
  });
}

/**
 * npm 11.19 and later list install scripts that they do not run. The SDK has one, of a native part that is never loaded
 * here; there must be no other.
 */
const ofTheSdk = /^npm warn install-scripts(?: 1 package has .*| {3}koffi@.*| Run .*)?\s*$/;

/**
 * Installs the tarball with one Node as a stranger would, in an empty folder with an empty HOME, and uses it.
 * @param npm the folder of npm's own programs. Throws where anything fails.
 */
export async function tryPackage({ tarball, bin, folder, npm, npmEnvironment }) {
  const node = join(bin, 'node');
  const home = join(folder, 'home');
  const place = join(folder, 'place');
  mkdirSync(home, { recursive: true });
  mkdirSync(place);
  const environment = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    HOME: home,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    ...npmEnvironment,
  };
  const here = { cwd: place, env: environment };
  const npmProgram = join(npm, 'npm-cli.js');
  const npx = [join(npm, 'npx-cli.js'), '--yes', '--prefer-offline'];
  // What npm says of its own configuration is not about us.
  const usual = (await run(node, [npmProgram, 'prefix'], here)).stderr.split('\n');
  const install = ['install', '--engine-strict', '--prefer-offline', '--no-audit', '--no-fund'];
  const { stderr } = await mustRun(node, [npmProgram, ...install, tarball], here);
  const warnings = stderr
    .split('\n')
    .filter((line) => line.trim() && !usual.includes(line) && !ofTheSdk.test(line));
  check(warnings.length === 0, `npm install warns:\n${warnings.join('\n')}`);

  checkEvents(
    await run(node, [...npx, 'multiuser-repl', '-p', prompt, '--json'], here),
    'npx multiuser-repl',
  );
  await open(node, [...npx, 'multiuser-repl'], here);
  writeFileSync(join(place, 'a.mjs'), "import('multiuser-repl').then((it) => it.createRepl.call);");
  await mustRun(node, ['a.mjs'], here);
  await mustRun(node, ['-e', "require('multiuser-repl').createAsk.call"], here);
  // As the README has it: a test holds the two together.
  cpSync(
    fileURLToPath(new URL('../../examples/pattern.js', import.meta.url)),
    join(place, 'pattern.mjs'),
  );
  await mustRun(node, [npmProgram, ...install, '@github/copilot-sdk', 'zod'], here);
  const { stdout } = await mustRun(node, ['pattern.mjs'], here);
  check(
    /1 file:\s+- `notes\.md`\s+There are no files/.test(stdout),
    `examples/pattern.js says ${stdout}`,
  );
  const stays = readdirSync(home).filter((name) => name !== '.npm');
  check(stays.length === 0, `HOME holds ${stays.join(', ')} afterwards`);

  const empty = mkdtempSync(join(folder, 'empty-'));
  const package_ = ['--package', tarball, 'multiuser-repl', '-p', prompt, '--json'];
  checkEvents(
    await run(node, [...npx, ...package_], { ...here, cwd: empty }),
    'npx from the tarball',
  );
  check(readdirSync(empty).length === 0, 'the folder is not empty afterwards');
}
