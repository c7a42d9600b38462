import { PassThrough, Writable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { testEnvironment } from '../support/environment.ts';

export interface CapturedIo {
  readonly io: Io;
  /** What was printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
}

export interface CapturedIoOptions {
  /** Written to standard input, which is then closed; undefined leaves it open. */
  readonly input?: string | Buffer;
  /** Whether standard output says that it is a terminal. */
  readonly terminal?: boolean;
  readonly interrupted?: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  readonly replOptions?: Io['replOptions'];
  /** Called with all of standard output after each piece. */
  readonly onStdout?: (stdout: string) => void;
}

/** An outside world that keeps what is printed, for running the program in this process. */
export function captureIo({
  input,
  terminal = false,
  interrupted = new AbortController().signal,
  environment,
  replOptions,
  onStdout,
}: CapturedIoOptions = {}): CapturedIo {
  const printed = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof printed) =>
    new Writable({
      write(chunk, _encoding, done) {
        printed[name] += String(chunk);
        if (name === 'stdout') onStdout?.(printed.stdout);
        done();
      },
    });
  const stdin = new PassThrough();
  if (input !== undefined) stdin.end(input);
  const io: Io = {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: Object.assign(stream('stdout'), { isTTY: terminal }) as unknown as NodeJS.WriteStream,
    stderr: stream('stderr') as unknown as NodeJS.WriteStream,
    environment: testEnvironment(environment),
    interrupted,
    ...(replOptions && { replOptions }),
  };
  return { io, stdout: () => printed.stdout, stderr: () => printed.stderr };
}
