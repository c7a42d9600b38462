import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { disposeTerminals } from '../support/pty.ts';
import { createProject, freePort, type Project } from './project.ts';
import { blocksOf, shellCommandsOf } from './shell-commands.ts';

/*
 * All that can be executed in the README is executed: its commands as they stand there, in their order and in one
 * folder, what it says one may type, and its program.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'README.md'), 'utf8');

let project: Project;
/** The port of the README's server, or another where that one is taken on this machine. */
let port = '4321';
beforeAll(async () => {
  project = createProject();
  port = await freePort(Number(port));
});
afterEach(disposeTerminals);
afterAll(() => project.remove());

const holds = (file: string, pattern: RegExp) =>
  expect(readFileSync(join(project.folder, file), 'utf8')).toMatch(pattern);

/** Runs it, and looks for this in what it prints. */
const prints =
  (...patterns: readonly RegExp[]) =>
  async (command: string) => {
    const { code, stdout, stderr } = await project.run(command);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    for (const pattern of patterns) expect(stdout).toMatch(pattern);
  };

type Terminal = ReturnType<Project['open']>;
const showing = (terminal: Terminal) => (pattern: RegExp) =>
  eventually(() => expect(terminal.screen().join('\n')).toMatch(pattern));

/** Opens it, does something there, and sees it end. */
const opens =
  (use: (terminal: Terminal, shows: (pattern: RegExp) => Promise<void>) => Promise<void>) =>
  async (command: string) => {
    const terminal = project.open(command);
    await use(terminal, showing(terminal));
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
  };

const shell = { opened: undefined as ReturnType<Project['shell']> | undefined };
afterAll(() => shell.opened?.end());

/** Enters it into one shell, and waits for this in all that was printed there. */
const enters = (pattern: RegExp) => async (command: string) => {
  shell.opened ??= project.shell();
  const { enter, output } = shell.opened;
  enter(command.replace('4321', port));
  await eventually(() => expect(output()).toMatch(pattern));
};

/** On the packed tarball, with each Node that is supported: `npm run test:package`. */
const withTheTarball = async () =>
  expect(readFileSync(join(root, 'scripts/package/try.js'), 'utf8')).toContain(
    "'../../examples/pattern.js'",
  );

const commands: Readonly<Record<string, (command: string) => Promise<void>>> = {
  'npx multiuser-repl': opens(async (terminal, shows) => {
    const ask = async (prompt: string, pattern: RegExp) => {
      terminal.type(prompt);
      terminal.press('Enter');
      await shows(pattern);
    };
    await shows(/alice[\s\S]*offline model \(not an AI\)/);
    const [first = ''] = blocksOf(page, '');
    expect(page).toContain(`Type as alice:\n\n\`\`\`\n${first}`);
    await ask(first.trim(), /created · destroyed · gone ✓[\s\S]*1 created · 1 gone/);
    await shows(/notes\.md +11 B/);
    terminal.press('Ctrl+X');
    terminal.type('n');
    await shows(/alice·C2 ›/);
    await ask('List my files and read notes.md', /tea at four[\s\S]*2 created · 2 gone/);
    await ask('/user bob', /bob·C3 ›/);
    await ask('List my files', /There are no files[\s\S]*3 created · 3 gone/);
    await ask(
      '/all List my files',
      /• notes\.md[\s\S]*There are no files|There are no files[\s\S]*• notes\.md/,
    );
    terminal.press('Escape');
    // While one still runs, Ctrl+C cancels it.
    await shows(/5 created · 5 gone[\s\S]*Enter send/);
    terminal.press('Ctrl+C');
    await shows(/Ctrl\+C again leaves/);
    terminal.press('Ctrl+C');
  }),
  'npx multiuser-repl verify': prints(/✓/, /none failed/),
  'npm install multiuser-repl @github/copilot-sdk zod': withTheTarball,
  'node pattern.mjs': withTheTarball,
  "npx multiuser-repl -p 'Create a.md saying hi'": prints(/a\.md/),
  "printf '/as alice/C1 Create a.md saying hi\\n/as bob/C2 List my files\\n' | npx multiuser-repl --json --record run.ndjson":
    prints(/"user":"bob".*"answer":"There are no files/),
  'npx multiuser-repl verify --attack': prints(/✓/),
  'npx multiuser-repl verify isolation --report report.html': async (command) => {
    await prints(/✓/)(command);
    holds('report.html', /<!doctype html>/i);
  },
  'npx multiuser-repl report run.ndjson -o run.html': async (command) => {
    await prints()(command);
    holds('run.html', /<!doctype html>/i);
  },
  'npx multiuser-repl doctor': prints(/answers from/, /TCP without stalls/),
  'npx multiuser-repl play short-lived': opens(async (terminal, shows) => {
    await shows(/step 1 of/);
    terminal.press('Space');
    await shows(/step 2 of/);
    terminal.press('Ctrl+C');
    terminal.press('Ctrl+C');
  }),
  'npx multiuser-repl play short-lived --auto --pace 4 --presenter --record demo.cast': opens(
    async () => {},
  ),
  'npx multiuser-repl replay demo.ndjson': opens(async (terminal, shows) => {
    expect(statSync(join(project.folder, 'demo.cast')).size).toBeGreaterThan(1000);
    await shows(/offline model/);
    terminal.type('/quit');
    terminal.press('Enter');
  }),
  'export COPILOT_CONNECTION_TOKEN=$(openssl rand -hex 32)': enters(/^/),
  'npx multiuser-repl serve --port 4321 &': enters(/127\.0\.0\.1:\d+/),
  "npx multiuser-repl --server 127.0.0.1:4321 -p 'List my files'": enters(/There are no files/),
};

describe('the commands of the README', () => {
  const written = shellCommandsOf(page);

  it('are those that are tried here', () => {
    expect(written).toEqual(Object.keys(commands));
  });

  it.each(written)('%s', async (command) => {
    await commands[command]?.(command);
  });
});

it('the program of the README does what its comments say', async () => {
  await shell.opened?.end();
  shell.opened = undefined;
  // Within the package, so that it finds the package by its own name.
  const copy = join(root, 'examples', `pattern-${process.pid}.js`);
  writeFileSync(
    copy,
    readFileSync(join(root, 'examples/pattern.js'), 'utf8').replaceAll('4321', port),
  );
  onTestFinished(() => rmSync(copy));
  const { code, stdout } = await project.run(`TMPDIR="${project.folder}" node "${copy}"`);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'Wrote `notes.md` (11 B).\n1 file:\n\n- `notes.md`\nThere are no files.\n',
  });
  expect(readdirSync(project.folder).filter((name) => name.startsWith('copilot-'))).toEqual([]);
});
