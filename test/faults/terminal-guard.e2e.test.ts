import { writeSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { recordFault } from '../support/fault-record.ts';
import { needing } from '../support/needs.ts';
import { descendants, isAlive } from '../support/processes.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';
import {
  commandLine,
  expectGivenBack,
  modesOf,
  modesOff,
  replBelow,
  startInShell,
  textOf,
  withTerminalOf,
} from './repl-in-shell.ts';

afterEach(() => disposeTerminals());

describe('the terminal is given back', () => {
  it('after SIGKILL of the REPL', async () => {
    const repl = await startInShell({ server: 'shared' });
    // What the program may switch on one day.
    withTerminalOf(repl.pid, (terminal) => writeSync(terminal, '\x1b[?1003h\x1b[?1006h'));
    await eventually(() =>
      expect(repl.terminal.modes()).toEqual({
        alternateScreen: true,
        cursorVisible: expect.any(Boolean),
        bracketedPaste: true,
        mouse: 'any',
      }),
    );
    expect(repl.modesNow()).not.toBe(repl.modesBefore);
    process.kill(repl.pid, 'SIGKILL');
    expect(await repl.exitCode()).toBe(137);
    await expectGivenBack(repl);
    const told = 'multiuser-repl was killed. If keys act strangely now, run: stty sane';
    await repl.shows(told);
    recordFault({ group: 'process', fault: 'SIGKILL: terminal as it was', sees: told });
    // What the emulator does not know: Kitty's keys, which belong to the alternate screen, and focus.
    expect(repl.terminal.raw).toMatch(/\x1b\\\x1b\[\?2026l\x1b\[<u.*\x1b\[\?1004l.*\x1b\[\?1049l/s);
  });

  it('after SIGKILL of the REPL and of its guard together', async () => {
    const repl = await startInShell();
    process.kill(repl.guard, 'SIGKILL');
    process.kill(repl.pid, 'SIGKILL');
    expect(await repl.exitCode()).toBe(137);
    await eventually(() => expect(isAlive(repl.terminalGuard)).toBe(false));
    // Without the guard the runtime stays, until the next start.
    process.kill(repl.runtime, 'SIGKILL');
    await expectGivenBack(repl);
  });

  it('inline too, where there is no screen to leave', async () => {
    const repl = await startInShell({ args: ['--inline'], server: 'shared' });
    process.kill(repl.pid, 'SIGKILL');
    await repl.exitCode();
    await expectGivenBack(repl);
    expect(repl.terminal.raw).not.toContain('\x1b[?1049');
  });

  needing('bash').it('to bash, whose line editor is not disturbed', async () => {
    const terminal = spawnInTerminal('/bin/bash', ['--norc', '--noprofile', '-i'], {
      env: { PS1: 'ready> ' },
    });
    const promptIsLast = () =>
      eventually(() => expect(textOf(terminal).trimEnd()).toMatch(/\nready>$|^ready>$/));
    await promptIsLast();
    const modes = modesOf(terminal.pid);
    // Quoted, as the checkout may lie in a folder with a space in its name.
    const typed = commandLine().map((word) => `'${word}'`);
    terminal.type(`${typed.join(' ')}\r`);
    const { pid, terminalGuard } = await replBelow(terminal.pid);
    const before = terminal.raw.length;
    // All of the job, as `kill -9 %1` does.
    process.kill(-pid, 'SIGKILL');
    await promptIsLast();
    await eventually(() => expect(isAlive(terminalGuard)).toBe(false));
    // Drawn once more, as the first one may have been lost with the alternate screen.
    await eventually(() =>
      expect(terminal.raw.slice(before).split('ready> ').length).toBeGreaterThan(2),
    );
    await promptIsLast();
    expect(modesOf(terminal.pid)).toBe(modes);
    terminal.type('echo tea-$((40 + 2))\r');
    await eventually(() =>
      expect(textOf(terminal)).toContain('\nready> echo tea-$((40 + 2))\ntea-42\nready>'),
    );
    expect(terminal.modes()).toEqual({ ...modesOff, bracketedPaste: true });
  });
});

describe('the terminal is left alone', () => {
  it('when the REPL left in order: the guard is gone before the program is', async () => {
    const repl = await startInShell({ server: 'shared' });
    repl.submit('/quit');
    expect(await repl.exitCode()).toBe(0);
    await expectGivenBack(repl);
    expect(repl.terminal.raw.split('\x1b[?1049l')).toHaveLength(2);
    // Only the guard ever writes this.
    expect(repl.terminal.raw).not.toContain('\x1b[?1004l');
  });

  it('when somebody ended the guard: the REPL goes on', async () => {
    const repl = await startInShell({ server: 'shared' });
    process.kill(repl.terminalGuard, 'SIGKILL');
    await eventually(() => expect(isAlive(repl.terminalGuard)).toBe(false));
    repl.submit('Create a.md saying hi');
    await repl.shows('gone ✓');
    repl.submit('/quit');
    expect(await repl.exitCode()).toBe(0);
    await expectGivenBack(repl);
  });

  it('where there is no stty: the REPL has no such guard', async () => {
    const terminal = spawnInTerminal(process.execPath, [bin], { env: { PATH: '/nonexistent' } });
    await eventually(() => expect(textOf(terminal)).toMatch('up · 0 live'));
    const commands = descendants(terminal.pid).map(({ command }) => command);
    expect(commands.filter((command) => command.includes('terminal-guard'))).toEqual([]);
    terminal.type('/quit\r');
    expect(await terminal.exit).toMatchObject({ exitCode: 0 });
    expect(terminal.modes()).toEqual(modesOff);
  });
});
