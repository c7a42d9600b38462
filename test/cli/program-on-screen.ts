import { onTestFinished } from 'vitest';
import { endWith, Interrupted } from '../../src/cli/errors.ts';
import type { Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Screen, Size } from '../support/emulator.ts';
import { testEnvironment } from '../support/environment.ts';
import { createFakeTerminal } from '../support/fake-terminal.ts';
import { keySequence } from '../support/keys.ts';
import { onSharedServer } from '../support/shared-server.ts';

/** The program on a terminal, both in this process. */
export interface ProgramOnScreen extends Screen {
  /** Everything the program wrote, escape sequences included. */
  readonly raw: string;
  type(text: string): void;
  /** One key by its name, see `keySequence`. */
  press(key: string): void;
  /** When the program has ended and everything that it wrote is on the screen. */
  readonly exit: Promise<{ readonly exitCode: number }>;
}

export interface OnScreenOptions extends Size {
  readonly env?: Readonly<Record<string, string>>;
  /** `own`: the program starts its server. Left out: it attaches to the shared one. */
  readonly server?: 'own';
}

/** Starts the program on a terminal in this process. It ends with the test at the latest. */
export async function openProgram(
  args: readonly string[],
  { env = {}, server, columns, rows }: OnScreenOptions,
): Promise<ProgramOnScreen> {
  const shared = server === 'own' ? {} : { server: await onSharedServer() };
  const terminal = createFakeTerminal({ columns, rows });
  const { stdin, stdout, stderr } = terminal;
  const interruption = new AbortController();
  const io: Io = {
    ...({ stdin, stdout, stderr } as unknown as Pick<Io, 'stdin' | 'stdout' | 'stderr'>),
    environment: testEnvironment({ TERM: 'xterm-256color', ...env }),
    interrupted: interruption.signal,
    replOptions: shared,
  };
  const exit = runProgram(args, io)
    .then((code) => ({ code, text: undefined }), endWith)
    .then(async ({ code, text }) => {
      if (text) stderr.write(`${text}\n`);
      await terminal.settled();
      return { exitCode: code };
    });
  onTestFinished(async () => {
    interruption.abort(new Interrupted());
    await exit;
    terminal.dispose();
  });
  return {
    ...terminal,
    get raw() {
      return terminal.written;
    },
    type: (text) => terminal.write(text),
    press: (key) => terminal.write(keySequence(key)),
    exit,
  };
}
