import { PassThrough, Writable } from 'node:stream';
import { createEmulator, type Screen, type Size } from './emulator.ts';

export interface FakeInput extends PassThrough {
  readonly isTTY: true;
  isRaw: boolean;
  setRawMode(on: boolean): FakeInput;
  ref(): FakeInput;
  unref(): FakeInput;
}

/** Emits `resize` as a terminal's stream does. */
export interface FakeOutput extends Writable {
  readonly isTTY: true;
  columns: number;
  rows: number;
}

export interface FakeTerminal extends Screen {
  readonly stdin: FakeInput;
  readonly stdout: FakeOutput;
  /** Shows on the same screen, as it would on a real terminal. */
  readonly stderr: FakeOutput;
  /** Keys as a terminal sends them, such as `\r`, `\x1b[A`, `\x03`. Writes that follow each other arrive as one. */
  write(keys: string): void;
  resize(columns: number, rows: number): void;
  /** All that the program wrote, escape sequences included. */
  readonly written: string;
  /** How many bytes of UTF-8 that is. */
  readonly bytes: number;
  /** Ends the streams; what is written after that is an error. */
  dispose(): void;
}

function createInput(): FakeInput {
  const input: FakeInput = Object.assign(new PassThrough(), {
    isTTY: true as const,
    isRaw: false,
    setRawMode(on: boolean) {
      input.isRaw = on;
      return input;
    },
    ref: () => input,
    unref: () => input,
  });
  return input;
}

function createOutput(size: Size, onBytes: (bytes: Buffer) => void): FakeOutput {
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      onBytes(chunk);
      done();
    },
  });
  return Object.assign(output, { isTTY: true as const, columns: size.columns, rows: size.rows });
}

/**
 * A terminal in this process, for Ink's `render(node, { stdin, stdout, stderr, interactive: true })`. The screen follows
 * a moment later: `await eventually(() => expect(terminal.screen().join('\n')).toContain('…'))`.
 *
 * Ink decides about colours when it is imported, and sees no terminal in a test runner. Tests that look at colours begin
 * with `vi.hoisted(() => { process.env.FORCE_COLOR = '3'; })`.
 */
export function createFakeTerminal(size: Size): FakeTerminal {
  const stdin = createInput();
  const emulator = createEmulator(size, (answer) => stdin.write(answer));
  const chunks: Buffer[] = [];
  const onBytes = (bytes: Buffer) => {
    chunks.push(bytes);
    // A terminal's driver makes a line end of every line feed, also while Node has it in raw mode.
    emulator.write(Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));
  };
  const stdout = createOutput(size, onBytes);
  const stderr = createOutput(size, onBytes);

  return {
    ...emulator.view,
    stdin,
    stdout,
    stderr,
    write: (keys) => {
      stdin.write(keys);
    },
    resize(columns, rows) {
      emulator.resize(columns, rows);
      for (const output of [stdout, stderr]) {
        Object.assign(output, { columns, rows });
        output.emit('resize');
      }
    },
    get written() {
      return Buffer.concat(chunks).toString('utf8');
    },
    get bytes() {
      return chunks.reduce((total, chunk) => total + chunk.length, 0);
    },
    dispose() {
      stdin.end();
      stdout.end();
      stderr.end();
      emulator.dispose();
    },
  };
}
