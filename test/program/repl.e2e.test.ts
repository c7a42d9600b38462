import { homedir, tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { attaching, bin } from '../cli/built-program.ts';
import { findText } from '../support/disk.ts';
import { eventually } from '../support/eventually.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { descendants, isAlive } from '../support/processes.ts';
import { disposeTerminals, spawnInTerminal, type TerminalProgram } from '../support/pty.ts';

let model: ModelEndpoint | undefined;

afterEach(async () => {
  await disposeTerminals();
  await model?.close();
  model = undefined;
});

interface StartOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Left out: the program attaches to the shared server. */
  readonly server?: 'own';
}

/** Starts the built program in a pseudo-terminal, as an operator would. */
async function start({ columns = 120, rows = 40, args = [], env = {}, server }: StartOptions = {}) {
  const shared = server === 'own' ? { args: [], env: {} } : await attaching();
  const terminal = spawnInTerminal(process.execPath, [bin, ...shared.args, ...args], {
    columns,
    rows,
    env: { ...shared.env, ...env },
  });
  const picture = () => terminal.screen().join('\n');
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(picture()).toMatch(text);
    });
  const hides = (text: string | RegExp) => eventually(() => expect(picture()).not.toMatch(text));
  return { terminal, picture, shows, hides };
}

const escaped = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

const submit = (terminal: TerminalProgram, text: string) => {
  terminal.type(text);
  terminal.press('Enter');
};

/** What the normal screen holds once the program has left. */
const normalScreen = (terminal: TerminalProgram) =>
  [...terminal.scrollback(), ...terminal.screen()].join('\n');

describe('the REPL in a terminal', () => {
  it("shows a user's files change, and nothing of them to another user", async () => {
    const { terminal, picture, shows, hides } = await start({ server: 'own' });
    await shows('offline model', /alice.C1 ›/);
    submit(terminal, 'Create docs/plan.md saying "tea at four"');
    await shows(
      /plan\.md +11 B +C1/,
      /✓ write_file docs\/plan\.md/,
      /gone ✓/,
      '1 created · 1 gone',
    );

    submit(terminal, '/user bob');
    await shows(/bob.C2 ›/, "bob's files");
    expect(picture()).not.toMatch(/plan\.md|tea at four|✓ write_file/);
    submit(terminal, 'List my files');
    await shows('There are no files');
    expect(picture()).not.toMatch(/plan\.md|tea at four/);

    submit(terminal, '/user alice');
    await shows("alice's files", /plan\.md +11 B/);
    await hides('There are no files');
  });

  it('leaves the terminal as it was, says what is worth keeping, and leaves no process', async () => {
    const { terminal, shows } = await start({ server: 'own' });
    submit(terminal, 'Create a.md saying hi');
    await shows(/gone ✓/);
    expect(terminal.modes().alternateScreen).toBe(true);
    const started = descendants(terminal.pid).map(({ pid }) => pid);
    submit(terminal, '/quit');
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    expect(terminal.modes()).toMatchObject({
      alternateScreen: false,
      cursorVisible: true,
      bracketedPaste: false,
      mouse: 'none',
    });
    expect(normalScreen(terminal)).toMatch(/Wrote a\.md|Wrote `a\.md`/);
    expect(normalScreen(terminal)).toContain('1 created · 1 gone · 0 leaked');
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
  });

  it('uses no colour where NO_COLOR is set', async () => {
    const { terminal, shows } = await start({ env: { NO_COLOR: '1' } });
    await shows(/alice.C1 ›/, 'up · 0 live');
    submit(terminal, 'Create a.md saying hi');
    await shows(/gone ✓/);
    expect(terminal.raw).not.toMatch(/\x1b\[(?:3[0-7]|9[0-7]|38;)[;\d]*m/);
  });

  it('reads lines where the terminal can not move its cursor', async () => {
    const { terminal } = await start({ env: { TERM: 'dumb' } });
    terminal.type('List my files\r');
    await eventually(() => expect(normalScreen(terminal)).toContain('There are no files.'));
    expect(terminal.modes().alternateScreen).toBe(false);
    terminal.press('Ctrl+D');
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
  });

  it('says on the normal screen why there is no server, and exits 3', async () => {
    const { terminal } = await start({ args: ['--server', '127.0.0.1:1'], server: 'own' });
    expect(await terminal.exit).toMatchObject({ exitCode: 3 });
    expect(terminal.modes().alternateScreen).toBe(false);
    expect(normalScreen(terminal).replaceAll('\n', '')).toMatch(
      escaped('no server answers at 127.0.0.1:1. Start one:'),
    );
  });

  it('leaves on Ctrl+C, twice, in the middle of a request, and nothing of it is on the disk', async () => {
    const writtenSince = Date.now();
    const canary = `canary-${process.pid}-${writtenSince}`;
    model = await startModelEndpoint(({ messages }) =>
      messages.at(-1)?.role === 'user'
        ? { calls: [{ name: 'write_file', arguments: { path: 'a.md', content: canary } }] }
        : { hang: true, text: `${canary} is what` },
    );
    const { terminal, shows } = await start({
      server: 'own',
      args: ['--provider-url', model.baseUrl],
      env: { COPILOT_PROVIDER_API_KEY: model.apiKey },
    });
    await shows(/alice.C1 ›/, 'up · 0 live');
    submit(terminal, `Remember ${canary}`);
    await shows(`${canary} is what`);
    const started = descendants(terminal.pid).map(({ pid }) => pid);
    terminal.press('Ctrl+C');
    await shows(/cancelled · \w{6} created · destroyed · gone ✓/);
    terminal.press('Ctrl+C');
    await shows(/Ctrl\+C again/);
    terminal.press('Ctrl+C');
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    expect(terminal.modes().alternateScreen).toBe(false);
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
    expect(
      await findText([tmpdir(), '/dev/shm', `${homedir()}/.copilot`], canary, { writtenSince }),
    ).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('gives the terminal back on %s', async (signal) => {
    const { terminal, shows } = await start({ server: 'own' });
    await shows(/alice.C1 ›/, 'up · 0 live');
    const started = descendants(terminal.pid).map(({ pid }) => pid);
    terminal.kill(signal);
    expect(await terminal.exit).toMatchObject({ exitCode: 130 });
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, cursorVisible: true });
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
  });
});
