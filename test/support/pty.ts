import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import { createEmulator, type Screen, type Size } from './emulator.ts';
import { testEnvironment } from './environment.ts';
import { keySequence, pasteSequence } from './keys.ts';
import { descendants, isAlive, processesWith } from './processes.ts';

export interface TerminalOptions extends Partial<Size> {
  /** On top of `testEnvironment()`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface TerminalExit {
  readonly exitCode: number;
  /** The number of the signal that ended it, 0 for none. */
  readonly signal: number;
}

export interface TerminalProgram extends Screen {
  readonly pid: number;
  /** All that the program wrote, escape sequences included. */
  readonly raw: string;
  type(text: string): void;
  /** One key by its name, see `keySequence`. */
  press(key: string): void;
  paste(text: string): void;
  resize(columns: number, rows: number): void;
  /** To the program alone, not to its children. Does nothing when it has ended. */
  kill(signal?: NodeJS.Signals): void;
  /** Takes the terminal away, as closing its window does. */
  hangUp(): void;
  /** When the program has ended and everything that it wrote is on the screen. */
  readonly exit: Promise<TerminalExit>;
  /** Kills the program, waits a moment for what it started to end by itself, and kills the rest. May be called twice. */
  dispose(): Promise<void>;
}

/** How long children may take to tidy up after their program was killed, in ms. */
const grace = 3_000;

const open = new Set<TerminalProgram>();

/** For `afterEach`: nothing that a test has started outlives it. */
export async function disposeTerminals(): Promise<void> {
  await Promise.all([...open].map((program) => program.dispose()));
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/**
 * Keeps the program's end of the terminal open. Where nobody holds it, libuv takes the hang-up for the end of the data
 * although there is more to read, and what the program wrote last is lost. Returns what lets go of it.
 */
function holdOpen(terminal: IPty): () => void {
  if (!('ptsName' in terminal) || typeof terminal.ptsName !== 'string') return () => {};
  const descriptor = openSync(terminal.ptsName, constants.O_RDWR | constants.O_NOCTTY);
  return () => closeSync(descriptor);
}

/** Runs a program in a real pseudo-terminal (120×40 unless told), read back through an emulator. */
export function spawnInTerminal(
  command: string,
  args: readonly string[],
  { columns = 120, rows = 40, env = {}, cwd = process.cwd() }: TerminalOptions = {},
): TerminalProgram {
  // Inherited by all that the program starts: finds those, too, whose parent has ended.
  const mark = `TEST_TERMINAL=${randomUUID()}`;
  const [markName = '', markValue = ''] = mark.split('=');
  const terminal = spawn(command, [...args], {
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: testEnvironment({ TERM: 'xterm-256color', ...env, [markName]: markValue }),
  });
  const letGo = holdOpen(terminal);
  let ended = false;
  let raw = '';
  const send = (keys: string) => {
    if (!ended) terminal.write(keys);
  };
  const emulator = createEmulator({ columns, rows }, send);
  terminal.onData((output) => {
    raw += output;
    emulator.write(output);
  });
  const exit = new Promise<TerminalExit>((resolve) => {
    terminal.onExit(({ exitCode, signal = 0 }) => {
      ended = true;
      letGo();
      emulator.view.settled().then(() => resolve({ exitCode, signal }));
    });
  });

  const family = () => [
    ...new Set([...descendants(terminal.pid), ...processesWith(mark)].map(({ pid }) => pid)),
  ];
  const dispose = async () => {
    const started = family();
    if (!ended) kill(terminal.pid, 'SIGKILL');
    await exit;
    const remaining = () => [...new Set([...started, ...family()])].filter(isAlive);
    const allGone = async () => {
      const deadline = Date.now() + grace;
      while (remaining().length > 0 && Date.now() < deadline) await delay(20);
      return remaining().length === 0;
    };
    if (!(await allGone())) {
      for (const pid of remaining()) kill(pid, 'SIGKILL');
      if (!(await allGone())) throw new Error(`still running: ${remaining().join(', ')}`);
    }
    open.delete(program);
  };

  const program: TerminalProgram = {
    ...emulator.view,
    get raw() {
      return raw;
    },
    pid: terminal.pid,
    type: send,
    press: (key) => send(keySequence(key)),
    paste: (text) => send(pasteSequence(text)),
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      if (!ended) terminal.resize(newColumns, newRows);
    },
    kill(signal = 'SIGTERM') {
      if (!ended) kill(terminal.pid, signal);
    },
    hangUp() {
      if ('destroy' in terminal && typeof terminal.destroy === 'function') terminal.destroy();
    },
    exit,
    dispose,
  };
  open.add(program);
  return program;
}
