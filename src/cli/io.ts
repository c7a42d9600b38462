import type { ReplOptions } from '../repl/repl.ts';

/** The outside world as commands see it; tests hand in their own. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted when the program is asked to end: Ctrl-C, SIGTERM, a closed terminal. */
  readonly interrupted: AbortSignal;
  /** What tests change about the heart: a broken tool, for one. */
  readonly replOptions?: Partial<ReplOptions>;
}

/** A line for people, on standard error: standard output is for data. */
export const say = (io: Pick<Io, 'stderr'>, line: string): void => {
  io.stderr.write(`${line}\n`);
};
