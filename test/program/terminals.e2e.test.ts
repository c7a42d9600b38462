import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { attaching, bin } from '../cli/built-program.ts';
import { testEnvironment } from '../support/environment.ts';
import { eventually } from '../support/eventually.ts';
import { needing } from '../support/needs.ts';
import { disposeTerminals, spawnInTerminal, type TerminalProgram } from '../support/pty.ts';

let shared: Awaited<ReturnType<typeof attaching>>;
/** The program, as a shell starts it. */
let program = '';

beforeAll(async () => {
  shared = await attaching();
  program = `'${process.execPath}' '${bin}' ${shared.args.join(' ')}`;
});
afterEach(disposeTerminals);

/** Runs a line of shell in a pseudo-terminal. */
const run = (line: string, env: Readonly<Record<string, string>> = {}) =>
  spawnInTerminal('/bin/sh', ['-c', line], {
    columns: 100,
    rows: 30,
    env: { ...shared.env, ...env },
  });

/** All that the terminal holds. */
const everything = (terminal: TerminalProgram) =>
  [...terminal.scrollback(), ...terminal.screen()].join('\n').trimEnd();

const shows = (terminal: TerminalProgram, text: RegExp) =>
  eventually(() => expect(everything(terminal)).toMatch(text));

/** The screen without what differs from run to run. */
const picture = (terminal: TerminalProgram) =>
  terminal.screen().map((row) => row.replace(/127\.0\.0\.1:\d+ */, 'address '));

describe('the screen', () => {
  needing('script').it('is the same in screen and tmux, and recorded by script', async () => {
    const pictures: (readonly string[])[] = [];
    for (const [line, TERM] of [
      [program, 'xterm-256color'],
      [program, 'screen-256color'],
      [`script -qc "${program}" /dev/null`, 'xterm-256color'],
    ] as const) {
      const terminal = run(line, { TERM });
      await shows(terminal, /up · 0 live/);
      terminal.type('not sent');
      await shows(terminal, /alice·C1 › not sent/);
      expect(terminal.modes().alternateScreen).toBe(true);
      pictures.push(picture(terminal));
      await terminal.dispose();
    }
    expect(pictures[1]).toEqual(pictures[0]);
    expect(pictures[2]).toEqual(pictures[0]);
  });

  it('stays in the normal one with --inline, and leaves what was there and nothing twice', async () => {
    const terminal = run(`echo before; ${program} --inline --mouse; echo after`);
    await shows(terminal, /up · 0 live/);
    terminal.type('Create a.md saying hi\r');
    await shows(terminal, /gone ✓/);
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
    terminal.press('Ctrl+D');
    await terminal.exit;
    const text = everything(terminal);
    expect(text).toMatch(/^before\n── alice·C1\n/);
    expect(text).toMatch(/sessions: 1 created · 1 gone · 0 leaked\nafter$/);
    for (const once of ['Create a.md saying hi', '✓ write_file a.md', 'gone ✓']) {
      expect([once, text.split(once).length - 1]).toEqual([once, 1]);
    }
    expect(text).not.toMatch(/alice·C1 ›|\? keys/);
  });

  it('lets go of the mouse when it ends, also when it is told to', async () => {
    const terminal = run(`exec ${program} --mouse`);
    await shows(terminal, /up · 0 live/);
    await eventually(() => expect(terminal.modes().mouse).toBe('vt200'));
    terminal.kill('SIGTERM');
    await terminal.exit;
    expect(terminal.modes()).toMatchObject({ mouse: 'none', alternateScreen: false });
  });
});

needing('tmux').it(
  'in tmux, the screen is drawn, takes keys, and gives the pane back',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tmux-of-a-test-'));
    const env = testEnvironment({ TERM: 'xterm-256color', ...shared.env });
    const tmux = (...args: readonly string[]) =>
      execFileSync('tmux', ['-S', join(folder, 'socket'), '-f', '/dev/null', ...args], {
        env,
        encoding: 'utf8',
      });
    onTestFinished(() => {
      tmux('kill-server');
      rmSync(folder, { recursive: true });
    });
    tmux('new-session', '-d', '-x', '80', '-y', '24', `${program}; exec cat`);
    const pane = () => tmux('capture-pane', '-p');
    const isAlternate = () => tmux('display-message', '-p', '#{alternate_on}').trim();
    const type = (line: string) => {
      tmux('send-keys', '-l', line);
      tmux('send-keys', 'Enter');
    };
    await eventually(() => expect(pane()).toMatch(/up · 0 live/));
    expect(isAlternate()).toBe('1');
    type('Create a.md saying hi');
    await eventually(() => expect(pane()).toMatch(/✓ write_file a\.md[\s\S]*gone ✓/));
    type('/quit');
    await eventually(() => expect(pane()).toContain('1 created · 1 gone · 0 leaked'));
    expect(isAlternate()).toBe('0');
  },
);

describe('--screen-reader', () => {
  it('is plain lines, in a terminal and through a pipe', async () => {
    for (const line of [`${program} --screen-reader`, `${program} --screen-reader | cat`]) {
      const terminal = run(line);
      await shows(terminal, /server started: .* offline model \(not an AI\) answers/);
      terminal.type('Create a.md saying hi\r');
      await shows(
        terminal,
        /alice, client C1: tool write_file a\.md, 2 B, ok\n(.*\n)*.*session \w{6} destroyed and confirmed gone/,
      );
      await shows(terminal, /alice's file a\.md created, 2 bytes, by C1/);
      terminal.press('Ctrl+D');
      expect(await terminal.exit).toMatchObject({ exitCode: 0 });
      expect(everything(terminal)).toMatch(/sessions: 1 created, 1 gone, 0 leaked$/);
      expect(terminal.raw).not.toMatch(/[─│╭⠋]|\u001b\[\??\d/);
    }
  });
});
