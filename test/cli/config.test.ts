import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { configLocation } from '../../src/cli/config/location.ts';
import { parseConfig } from '../../src/cli/config/read-config.ts';
import { settingNames } from '../../src/cli/config/settings.ts';
import { endWith } from '../../src/cli/errors.ts';
import { uiSettings } from '../../src/cli/options/screen-flags.ts';
import { runProgram } from '../../src/cli/program.ts';
import { captureIo } from './captured-io.ts';
import { runProgram as runToItsEnd } from './run-program.ts';

const read = (text: string) => parseConfig(text, 'c.yaml');

function configFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'config.yaml');
  writeFileSync(path, text);
  return path;
}

describe('what is wrong is told with line and column, and what was probably meant', () => {
  it.each([
    ['timout: 3', '1:1: unknown setting "timout": did you mean timeout?'],
    ['users: [alice]\nmax-steps: 3', '2:1: unknown setting "max-steps": did you mean maxSteps?'],
    ['users: [alice, a b]', '1:16: a user name is made of'],
    ['users: []', '1:8: the list is empty'],
    ['users: [{ token-env: A }]', '1:9: write the name of this user'],
    ['users: [{ name: a b }]', '1:17: a user name is made of'],
    ['users: [{ name: a, tokenEnv: A }]', 'setting of a user "tokenEnv": did you mean token-env?'],
    ['users:\n  - name: a\n    token: x', '3:5: no token may stand here: write token-env'],
    [
      'users: [{ name: a, token-env: my token }]',
      '1:31: write the name of an environment variable',
    ],
    ['users: [{ name: a, token-env: PATH }]', '1:31: PATH is there for other programs'],
    ['users: [a, { name: a, model: m }]', '1:12: a stands here twice'],
    ['server: nowhere', '1:9: write it as host:port'],
    ['model: 4', '1:8: write it in quotes: "4"'],
    ['model:', '1:7: write a text after the colon'],
    ['providerUrl: x', '1:14: write a whole URL'],
    ['providerType: opnai', '1:15: Allowed choices are openai'],
    ['tools: [read_fil]', '1:9: there is no tool "read_fil": did you mean read_file?'],
    ['tools: [foo]', '1:9: there is no tool "foo": there is write_file, read_file, list_files'],
    ['timeout: 0', '1:10: write a number of seconds above 0'],
    ['timeout: "3"', '1:10: write a number'],
    ['maxSteps: 1.5', '1:11: write a whole number above 0'],
    ['mouse: yes', '1:8: write true or false'],
    ['theme: drak', '1:8: unknown theme "drak": did you mean dark?'],
    ['panel: { widht: 40 }', '1:10: unknown setting of the panel "widht": did you mean width?'],
    ['panel:\n  width: 5', '2:10: write a whole number from 30 to 200'],
    ['colours: { god: red }', '1:12: unknown role "god": did you mean good?'],
    ['colours: { good: grene }', '1:18: unknown colour "grene": did you mean green?'],
    ['colours:\n  good: #fff000', '2:9: write a text after the colon; one with a # needs quotes'],
    ['colours: { users: { a/b: red } }', '1:21: a user name is made of'],
    ['keys: { nwe: ctrl+n }', '1:9: unknown action "nwe": did you mean new?'],
    ['keys: { interrupt: none }', '1:9: interrupt keeps its key'],
    ['keys: { new: ctlr+n }', '1:14: unknown modifier "ctlr": did you mean ctrl?'],
    ['keys: { new: ctrl+pgupp }', '1:14: unknown key "pgupp": did you mean pgup?'],
    ['keys: { new: [ctrl+n, n] }', '1:23: "n" is needed to type'],
    ['keys: { new: ctrl+a }', '1:14: ctrl+a edits the line'],
    ['keys: { new: alt+left }', '1:14: alt+left edits the line'],
    ['keys: { new: ctrl+i }', '1:14: terminals send tab for ctrl+i'],
    ['keys: { new: ctrl+shift+n }', '1:14: "ctrl+shift+n": no terminal tells shift apart'],
    ['keys: { new: ctrl+k n }', '1:14: "ctrl+k n": a key of two strokes is ctrl+x'],
    ['keys: { new: ctrl+x w }', '1:14: ctrl+x w is the key of close: give close another key'],
    ['keys: { new: ctrl+c }', '1:14: ctrl+c is the key of interrupt: choose another here'],
    ['keys:\n  new: ctrl+n\n  close: ctrl+N', '3:10: ctrl+n is the key of new'],
    ['keys: { new: [ctrl+n, ctrl+n] }', '1:14: ctrl+n stands here twice'],
    ['token: x', '1:1: "token": tokens and keys are read from the environment only'],
    ['- users', '1:1: write names with their values below it'],
    ['mouse: true\nmouse: true', '2:1: this name stands here twice'],
    ['users: [a', 'this is no YAML'],
    ['mouse: true\n---\nmouse: true', 'this is no YAML'],
    ['users: &a [bob]\ntools: *a', '2:8: aliases mean nothing here'],
    ['model: !x y', '1:11: tags mean nothing here'],
    ['[a]: 1', '1:1: the name of a setting is a single word'],
  ])('%j', async (text, says) => {
    const error = await read(text).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const { code, text: printed } = endWith(error);
    expect(code).toBe(2);
    expect(printed).toMatch(/^error: c\.yaml:\d+:\d+: /);
    expect(printed).toContain(says);
    expect(printed?.split('\n')).toHaveLength(1);
  });

  it('and a file that is not there, or no file, is wrong where it was named', async () => {
    for (const [path, says] of [
      ['/nonexistent/c.yaml', 'there is no configuration'],
      ['/', 'can not be read'],
    ] as const) {
      const { io } = captureIo({ input: '' });
      await expect(runProgram(['--config', path, 'config'], io)).rejects.toThrow(says);
    }
  });
});

describe('what a file says', () => {
  it('is read, checked', async () => {
    const { values, lines } = await read(
      [
        'users: carol',
        'timeout: 2.5',
        'panel: { shown: false, width: 50 }',
        'colours: { good: bright-green, bad: "#FF0000", users: { carol: cyan } }',
        'keys:',
        '  new: [Alt+Ctrl+N, ctrl+x Ctrl+N]',
        '  close: none',
        '  send: alt+return',
        '  newline: enter',
      ].join('\n'),
    );
    expect(values).toEqual({
      users: ['carol'],
      timeout: 2.5,
      panel: { shown: false, width: 50 },
      colours: {
        roles: { good: 'greenBright', bad: '#ff0000' },
        users: new Map([['carol', 'cyan']]),
      },
      keys: new Map([
        ['new', ['ctrl+alt+n', 'ctrl+x n']],
        ['close', []],
        ['send', ['alt+enter']],
        ['newline', ['enter']],
      ]),
    });
    expect(lines).toMatchObject({ users: 1, keys: 5 });
  });

  it('may be nothing', async () => {
    expect((await read('# nothing\n')).values).toEqual({});
  });

  it('reaches the screen as one object; flags come first', async () => {
    const { values } = await read('mouse: true\ntheme: light\npanel: { width: 50 }');
    expect(uiSettings({ mouse: false, theme: 'light' }, values)).toMatchObject({
      mouse: false,
      theme: 'light',
      inline: false,
      panel: { shown: true, width: 50 },
    });
  });
});

it('the file is looked for below XDG_CONFIG_HOME, else ~/.config', () => {
  const at = (environment: NodeJS.ProcessEnv) => configLocation(environment, undefined).path;
  expect(at({ XDG_CONFIG_HOME: '/x', HOME: '/h' })).toBe('/x/multiuser-repl/config.yaml');
  expect(at({ XDG_CONFIG_HOME: 'relative', HOME: '/h' })).toBe(
    '/h/.config/multiuser-repl/config.yaml',
  );
  expect(at({ XDG_CONFIG_HOME: '', HOME: '/h' })).toBe('/h/.config/multiuser-repl/config.yaml');
});

async function effective(args: readonly string[], environment: Record<string, string> = {}) {
  const { io, stdout } = captureIo({ input: '', environment });
  expect(await runProgram([...args, '--json'], io)).toBe(0);
  const lines = stdout().trim().split('\n');
  return Object.fromEntries(
    lines
      .map((line): { name: string; value: unknown; origin: string } => JSON.parse(line))
      .map(({ name, value, origin }) => [name, [value, origin]]),
  );
}

describe('a flag comes before the environment, that before the file, that before the default', () => {
  it('as config tells', async () => {
    const path = configFile(
      'model: from-file\ntimeout: 7\nmaxSteps: 3\nmouse: true\nproviderUrl: http://u:p@h/v1\n',
    );
    const named = ['--config', path];
    expect(await effective(['config', ...named])).toMatchObject({
      model: ['from-file', 'line 1'],
      timeout: [7, 'line 2'],
      mouse: [true, 'line 4'],
      providerUrl: ['http://h/v1', 'line 5'],
      recycleAfter: [150, 'default'],
      theme: ['auto', 'default'],
    });
    const environment = { COPILOT_MODEL: 'from-environment' };
    expect(
      await effective(['config', ...named, '--timeout', '9', '--no-mouse'], environment),
    ).toMatchObject({
      model: ['from-environment', 'COPILOT_MODEL'],
      timeout: [9, '--timeout'],
      mouse: [false, '--no-mouse'],
    });
    expect(
      await effective([...named, '--model', 'from-flag', 'config'], environment),
    ).toMatchObject({ model: ['from-flag', '--model'], maxSteps: [3, 'line 3'] });
  });

  it('and a provider that is named by a flag is not put off by offline in the file', async () => {
    const named = ['--config', configFile('offline: true')];
    expect(await effective([...named, 'config'])).toMatchObject({ offline: [true, 'line 1'] });
    expect(await effective([...named, 'config', '--provider-url', 'http://h/v1'])).toMatchObject({
      offline: [false, 'default'],
    });
    expect(await effective([...named, 'config', '--no-offline'])).toMatchObject({
      offline: [false, '--no-offline'],
    });
  });

  it('and what counts is used', async () => {
    const path = configFile('users: [carol]\n');
    const run = await runToItsEnd(['--config', path], { input: '/users\n' });
    expect(run).toMatchObject({ code: 0, stdout: 'carol\n' });
  });
});

it.each([
  ['users: [{ name: a, token-env: SECRET }]'],
  ['users: [{ name: a, model: SECRET }]'],
  ['users: [{ name: SECRET }]'],
  ['users: [{ name: a, token: SECRET }]'],
  ['users: [{ name: a, SECRET: b }]'],
  ['users: [a, SECRET]'],
])('%s: a token in the file is refused, and not repeated', async (line) => {
  for (const secret of [
    `ghp_${'aB3'.repeat(12)}`,
    `github_pat_${'x9'.repeat(41)}`,
    `gho_${'a'.repeat(16)}`,
  ]) {
    const problem = await read(line.replace('SECRET', secret)).catch((error: Error) => error);
    expect(problem).toMatchObject({ message: expect.stringMatching(/^c\.yaml:1:\d+: .*token/) });
    expect(String(problem)).not.toContain(secret.slice(4, 12));
  }
});

it('users may have a token by its variable, and a model; names alone stay names', async () => {
  const { values } = await read(
    'users:\n  - alice\n  - { name: bob, token-env: BOB_TOKEN, model: gpt-5 }',
  );
  expect(values.users).toEqual([
    'alice',
    { name: 'bob', 'token-env': 'BOB_TOKEN', model: 'gpt-5' },
  ]);
});

it('a token is taken out of the environment, and is in nothing that config tells', async () => {
  const path = configFile('users: [alice, { name: bob, token-env: BOB_TOKEN }]');
  const { io, stdout } = captureIo({ input: '', environment: { BOB_TOKEN: 'token-of-bob' } });
  const secrets: string[] = [];
  expect(await runProgram(['config', '--config', path], { ...io, secrets })).toBe(0);
  expect(stdout()).toContain('alice, { name: bob; token-env: BOB_TOKEN }');
  expect(stdout()).not.toContain('token-of-bob');
  expect(io.environment.BOB_TOKEN).toBeUndefined();
  expect(secrets).toEqual(['token-of-bob']);
});

it('the example, once its settings are let in, is a configuration without a fault', async () => {
  const { io, stdout } = captureIo({ input: '' });
  // A file that is wrong does not stand in the way of its repair.
  expect(await runProgram(['config', '--example', '--config', configFile('[')], io)).toBe(0);
  expect((await read(stdout())).values).toEqual({});
  const { values } = await read(stdout().replace(/^# (?=\w+: .*$)/gm, ''));
  expect(Object.keys(values).sort()).toEqual([...settingNames].sort());
});
