import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { Interrupted } from '../../src/cli/errors.ts';
import type { Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';
import { startProgram } from '../cli/built-program.ts';
import { captureIo } from '../cli/captured-io.ts';
import { eventsOf } from '../cli/printed-events.ts';
import { eventually } from '../support/eventually.ts';
import { createFakeTerminal } from '../support/fake-terminal.ts';
import { recordFault } from '../support/fault-record.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import { descendants, isAlive } from '../support/processes.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';
import { slowness } from '../support/slowness.ts';
import {
  commandLine,
  expectGivenBack,
  type ReplInShell,
  startInShell,
  textOf,
} from './repl-in-shell.ts';

/** What differs little from what is tested anyway is left for the long run. */
const inLongRun = process.env.LONG === '1';
const seldom = <T>(...values: T[]): readonly T[] => (inLongRun ? values : []);

/** For tests that the short run leaves out. */
const itIfLong: (name: string, test: () => Promise<void>) => void = inLongRun ? it : () => {};

const preload = fileURLToPath(new URL('./break.mjs', import.meta.url));

let model: ModelEndpoint | undefined;

afterEach(async () => {
  await disposeTerminals();
  await model?.close();
  model = undefined;
});

/** In the middle of a request: the model has begun to answer, and does not end. */
async function startWithRequest(
  env: Readonly<Record<string, string>> = {},
  server: 'own' | 'shared' = 'shared',
): Promise<ReplInShell> {
  const { baseUrl, apiKey } = await openModel();
  const repl = await startInShell({
    ...(server === 'shared' && { server }),
    args: ['--provider-url', baseUrl],
    env: { COPILOT_PROVIDER_API_KEY: apiKey, BREAK_SLOWNESS: `${slowness()}`, ...env },
    ...(env.BREAK && { preload }),
  });
  repl.submit('hello');
  await repl.shows('thinking about it', 'up · 1 live');
  return repl;
}

async function openModel(
  respond: () => Reply = () => ({ hang: true, text: 'thinking about it' }),
): Promise<ModelEndpoint> {
  model = await startModelEndpoint(respond);
  return model;
}

async function* endless() {
  for (;;) {
    yield 'and so on ';
    await setTimeout(20);
  }
}

/** Until the end of the test at the latest. */
function freeze(pid: number) {
  process.kill(pid, 'SIGSTOP');
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGCONT');
  });
}

const gone = /cancelled · \w{6} created · destroyed · gone ✓/;
/** What stands on the normal screen of the request that was running. */
const fateOf = (repl: ReplInShell) =>
  gone.exec(repl.text())?.[0].replace(/\w{6} created/, '<id> created') ?? '';
const bug = 'This is a bug in multiuser-repl, please report it:';

describe('in the middle of a request, the session is destroyed and the terminal given back', () => {
  it('on Ctrl-C, twice', async () => {
    const repl = await startWithRequest();
    repl.terminal.press('Ctrl+C');
    await repl.shows(gone);
    repl.terminal.press('Ctrl+C');
    await repl.shows(/Ctrl\+C again/);
    repl.terminal.press('Ctrl+C');
    expect(await repl.exitCode()).toBe(0);
    await expectGivenBack(repl);
  });

  it.each(['SIGTERM', 'SIGHUP', ...seldom('SIGINT')])('on %s', async (signal) => {
    const repl = await startWithRequest({}, 'own');
    process.kill(repl.pid, signal);
    expect(await repl.exitCode()).toBe(130);
    expect(repl.text()).toMatch(gone);
    await expectGivenBack(repl);
    recordFault({
      group: 'process',
      fault: `${signal} in the middle of a request: exit code 130, terminal as it was`,
      sees: fateOf(repl),
    });
  });

  it.each([
    ['an error in a component', 'component', 'a component broke'],
    ['an error whenever Ink draws', 'ink', 'Ink broke'],
    ['an unhandled rejection', 'rejection', 'nobody handled this'],
    ...seldom(
      ['an error in a component of Ink', 'root', 'Ink failed while it was drawing'],
      ['an error in a listener', 'listener', 'a listener broke'],
    ),
  ])('on %s, which is then told', async (what, fault, message) => {
    const repl = await startWithRequest({ BREAK: fault });
    process.kill(repl.pid, 'SIGUSR2');
    if (fault === 'component' || fault === 'ink') repl.terminal.type('x');
    expect(await repl.exitCode()).toBe(1);
    expect(repl.text()).toMatch(gone);
    expect(repl.text()).toContain(bug);
    expect(repl.text()).toContain(message);
    // Of the screen, nothing is drawn where it was left.
    expect(repl.text()).not.toContain('Enter send');
    await expectGivenBack(repl);
    recordFault({
      group: 'process',
      fault: `${what} that nothing caught: exit code 1, terminal as it was`,
      sees: `${fateOf(repl)}\n${bug} ${message}`,
    });
  });
});

describe('nothing that hangs keeps the program for more than two seconds', () => {
  it.each([['SIGTERM', 130], ...seldom(['SIGUSR2', 1] as const)] as const)(
    'after %s, with a runtime and a guard that are frozen',
    async (signal, code) => {
      const repl = await startWithRequest({ BREAK: 'rejection', BREAK_SLOWNESS: '1' }, 'own');
      freeze(repl.runtime);
      freeze(repl.guard);
      const before = performance.now();
      process.kill(repl.pid, signal);
      await eventually(() => expect(isAlive(repl.terminalGuard)).toBe(false));
      // The terminal was given back before the program has ended.
      expect(isAlive(repl.pid)).toBe(true);
      expect(await repl.exitCode()).toBe(code);
      // The program waits 5 s for its guard where nobody is in a hurry.
      if (process.env.LONG === '1') expect(performance.now() - before).toBeLessThan(4_000);
      expect(repl.text().includes(bug)).toBe(code === 1);
      // What could not be confirmed is said.
      await repl.shows(/sessions: 1 created · (1 live · )?0 gone/);
      process.kill(repl.guard, 'SIGCONT');
      await expectGivenBack(repl);
    },
  );
});

it('what is told of an error holds no secret, and nothing that acts on the terminal', async () => {
  const secret = 'hf-9d8b7c6a5e4f';
  const repl = await startWithRequest({
    BREAK: 'listener',
    BREAK_SECRET: secret,
    GH_TOKEN: secret,
  });
  process.kill(repl.pid, 'SIGUSR2');
  expect(await repl.exitCode()).toBe(1);
  expect(repl.text()).toContain('a listener broke ‹secret›␛[2J');
  expect(repl.terminal.raw).not.toContain(secret);
});

describe('a terminal that was closed', () => {
  /** Starts the program as a terminal's own, so that its exit code can be told without the terminal. */
  async function startAlone(command: string, args: readonly string[]) {
    const { baseUrl, apiKey } = await openModel();
    const terminal = spawnInTerminal(
      command,
      [...args, ...commandLine({ args: ['--provider-url', baseUrl] })],
      { env: { COPILOT_PROVIDER_API_KEY: apiKey } },
    );
    const shows = (text: string) => eventually(() => expect(textOf(terminal)).toContain(text));
    await shows('up · 0 live');
    terminal.type('hello\r');
    await shows('thinking about it');
    const started = descendants(terminal.pid).map(({ pid }) => pid);
    expect(started.length).toBeGreaterThanOrEqual(3);
    return { terminal, started };
  }

  it('ends the program as SIGHUP does', async () => {
    const { terminal, started } = await startAlone('/usr/bin/env', []);
    terminal.hangUp();
    expect(await terminal.exit).toMatchObject({ exitCode: 130 });
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
  });

  it('ends it where the input only comes to its end', async () => {
    const { stdin, stdout, stderr, dispose } = createFakeTerminal({ columns: 80, rows: 24 });
    onTestFinished(dispose);
    const { io } = captureIo();
    const streams = { stdin, stdout, stderr } as unknown as Pick<Io, 'stdin' | 'stdout' | 'stderr'>;
    stdin.end();
    await expect(runProgram([], { ...io, ...streams })).rejects.toThrow(Interrupted);
  });

  itIfLong('ends it without a signal, too', async () => {
    // A session of its own: the signal goes to the terminal's.
    const { terminal, started } = await startAlone('/usr/bin/env', ['setsid', '--wait']);
    terminal.hangUp();
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
  });
});

describe('batch mode in the middle of a request', () => {
  it('ends without a word where its reader leaves, as head does', async () => {
    const { baseUrl, apiKey } = await openModel(() => ({ text: endless() }));
    const terminal = spawnInTerminal(
      '/bin/sh',
      [
        '-c',
        '{ "$@"; echo "ended with $? ." >&2; } | grep -m 1 -o answer.delta; exec cat',
        'sh',
        ...commandLine({ args: ['--json', '--provider-url', baseUrl] }),
      ],
      { env: { COPILOT_PROVIDER_API_KEY: apiKey } },
    );
    terminal.type('hello\r');
    await eventually(() => expect(textOf(terminal)).toContain('ended with 0 .'));
    expect(textOf(terminal).trim()).toBe('hello\nanswer.delta\nended with 0 .');
    const programs = () => descendants(terminal.pid).map(({ command }) => command);
    await eventually(() => expect(programs()).toEqual([]));
  });

  itIfLong('ends where its reader reads no more', async () => {
    let sent = false;
    const { baseUrl, apiKey } = await openModel(() => ({
      text: (async function* () {
        // Far more than a pipe and its reader's buffer hold.
        for (let i = 0; i < 200; i++) yield 'word '.repeat(1000);
        sent = true;
      })(),
    }));
    const run = startProgram(['--json', '--provider-url', baseUrl], {
      environment: { COPILOT_PROVIDER_API_KEY: apiKey },
    });
    onTestFinished(() => {
      run.child.kill('SIGKILL');
    });
    run.child.stdout?.pause();
    run.child.stdin?.write('hello\n');
    await eventually(() => expect(sent).toBe(true));
    await eventually(() => expect(run.child.stdout?.readableLength).toBeGreaterThan(10_000));
    run.child.kill('SIGTERM');
    await eventually(() => expect(run.child.exitCode).toBe(130));
  });

  it('tells an error that nothing caught, when the session is destroyed', async () => {
    const { baseUrl, apiKey } = await openModel();
    const run = startProgram(['--json', '--provider-url', baseUrl], {
      environment: {
        COPILOT_PROVIDER_API_KEY: apiKey,
        NODE_OPTIONS: `--import=${pathToFileURL(preload)}`,
        BREAK: 'rejection',
      },
    });
    onTestFinished(() => {
      run.child.kill('SIGKILL');
    });
    run.child.stdin?.write('hello\n');
    await eventually(() => expect(run.stdout()).toContain('answer.delta'));
    run.child.kill('SIGUSR2');
    expect(await run.ended).toMatchObject({ code: 1 });
    expect(run.stderr()).toContain(`${bug}\nError: nobody handled this`);
    const types = eventsOf(run.stdout()).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['session.confirmed-gone', 'request.cancelled']));
  });
});
