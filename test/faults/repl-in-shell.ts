import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readlinkSync } from 'node:fs';
import { expect } from 'vitest';
import { attaching, bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { isGuard } from '../support/memory.ts';
import { descendants, environmentOf, isAlive, type RunningProcess } from '../support/processes.ts';
import { spawnInTerminal, type TerminalProgram } from '../support/pty.ts';

/** The processes of a REPL. */
export interface ReplProcesses {
  readonly pid: number;
  readonly terminalGuard: number;
  /** Ends the runtime and wipes its folder; NaN where the server is shared, as `runtime` is. */
  readonly guard: number;
  readonly runtime: number;
}

export interface ReplInShell extends ReplProcesses {
  readonly terminal: TerminalProgram;
  /** How the terminal's driver was set before the program was started: what `stty -g` said. */
  readonly modesBefore: string;
  /** The same, now. */
  modesNow(): string;
  /** Which of all that the REPL started still run, itself included. */
  running(): readonly number[];
  /** What is on the screen and was above it. */
  text(): string;
  shows(...texts: readonly (string | RegExp)[]): Promise<void>;
  submit(text: string): void;
  /** Waits until the program has ended; its exit code as the shell saw it. */
  exitCode(): Promise<number>;
}

export interface ReplInShellOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What Node is to load first: where faults are put in. */
  readonly preload?: string;
  /** `shared`: the program attaches to the shared server. */
  readonly server?: 'shared';
}

const terminalOf = (pid: number) =>
  openSync(readlinkSync(`/proc/${pid}/fd/0`), constants.O_RDWR | constants.O_NOCTTY);

/** Hands out the terminal that a process reads from. */
export function withTerminalOf<T>(pid: number, use: (terminal: number) => T): T {
  const terminal = terminalOf(pid);
  try {
    return use(terminal);
  } finally {
    closeSync(terminal);
  }
}

/** What `stty` says of it. */
export const modesOf = (pid: number): string =>
  withTerminalOf(pid, (terminal) =>
    String(execFileSync('stty', ['-g'], { stdio: [terminal, 'pipe', 'inherit'] })).trim(),
  );

/** Waits until a REPL below this process has started all of its own. */
export const replBelow = (ancestor: number, ownServer = true): Promise<ReplProcesses> =>
  eventually(() => {
    const find = (below: number, is: (found: RunningProcess) => boolean): number => {
      const found = descendants(below).find(is)?.pid;
      if (found === undefined) throw new Error('not all of the REPL is there');
      return found;
    };
    const isProgram = ({ command }: RunningProcess) =>
      command.startsWith(process.execPath) && command.includes(bin);
    const pid = find(ancestor, isProgram);
    return {
      pid,
      terminalGuard: find(pid, ({ command }) => / terminal-guard \d+$/.test(command)),
      guard: ownServer ? find(pid, isGuard) : Number.NaN,
      runtime: ownServer
        ? find(pid, (each) => environmentOf(each.pid).COPILOT_HOME !== undefined)
        : Number.NaN,
    };
  });

/** What a person types to start the program. */
export const commandLine = ({ args = [], preload }: ReplInShellOptions = {}): readonly string[] => [
  process.execPath,
  ...(preload ? ['--import', preload] : []),
  bin,
  ...args,
];

/** What the terminal shows and showed. */
export const textOf = (terminal: TerminalProgram): string =>
  [...terminal.scrollback(), ...terminal.screen()].join('\n');

/**
 * Starts the program in a terminal from a shell that neither has job control nor looks after the terminal, as a script
 * or npm. When the program has ended, the shell tells its exit code, and what is typed then comes back.
 */
export async function startInShell(options: ReplInShellOptions = {}): Promise<ReplInShell> {
  const shared = options.server === 'shared' ? await attaching() : { args: [], env: {} };
  const words = commandLine({ ...options, args: [...shared.args, ...(options.args ?? [])] });
  const script = 'echo "found $(stty -g) ."; "$@"; echo "ended with $? ."; exec cat';
  const terminal = spawnInTerminal('/bin/sh', ['-c', script, 'sh', ...words], {
    env: { ...shared.env, ...options.env },
  });
  const text = () => textOf(terminal);
  const shows: ReplInShell['shows'] = (...texts) =>
    eventually(() => {
      for (const each of texts) expect(text()).toMatch(each);
    });
  await shows(/alice.C1 ›/, 'up · 0 live');
  const processes = await replBelow(terminal.pid, options.server !== 'shared');
  const started = [processes.pid, ...descendants(processes.pid).map(({ pid }) => pid)];
  return {
    ...processes,
    terminal,
    modesBefore: /found (\S+) \./.exec(terminal.raw)?.[1] ?? '',
    modesNow: () => modesOf(terminal.pid),
    running: () => started.filter(isAlive),
    text,
    shows,
    submit(line) {
      terminal.type(line);
      terminal.press('Enter');
    },
    async exitCode() {
      // Not on the screen: what is written before the guard has acted is lost with the alternate one.
      return eventually(() => {
        const [, code] = /ended with (\d+) \./.exec(terminal.raw) ?? [];
        expect(code).toBeDefined();
        return Number(code);
      });
    },
  };
}

/** Nothing that the program switched on is on. */
export const modesOff = {
  alternateScreen: false,
  cursorVisible: true,
  bracketedPaste: false,
  mouse: 'none',
};

/** The terminal is as it was found, for whoever sits there and for what runs there next; and no process is left. */
export async function expectGivenBack({ terminal, ...repl }: ReplInShell): Promise<void> {
  await eventually(() => {
    expect(repl.modesNow()).toBe(repl.modesBefore);
    expect(terminal.modes()).toEqual(modesOff);
  });
  await eventually(() => expect(repl.running()).toEqual([]));
  terminal.type('tea\r');
  // Once as it is typed, once by what reads it.
  await repl.shows(/(?<!tea)\ntea\ntea\n(?!tea)/);
}
