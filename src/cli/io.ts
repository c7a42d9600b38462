import type { ReplEvent } from '../repl/events.ts';
import type { ReplOptions } from '../repl/repl.ts';
import { safeText } from '../screen/safe-text.ts';

/** The outside world as commands see it; tests hand in their own. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Aborted when there is no point in going on. Its reason is the error that the program ends with: `Interrupted`
   * (Ctrl-C, SIGTERM, a closed terminal), `ReaderGone`, `OutputFailed` or `Uncaught`.
   */
  readonly interrupted: AbortSignal;
  /** Tokens that were taken out of the environment: nothing that is written may hold them. */
  readonly secrets?: string[];
  /** Hears every event, where the operator wants a log. */
  readonly log?: ((event: ReplEvent) => void) | undefined;
  /** What tests change about the heart: a broken tool, for one. */
  readonly replOptions?: Partial<ReplOptions>;
}

/** A line for people, on standard error: standard output is for data. */
export const say = (io: Pick<Io, 'stderr'>, line: string): void => {
  io.stderr.write(`${line}\n`);
};

/** Text from outside for standard output: made safe where a terminal shows it, untouched where it is data. */
export const outsideText = ({ stdout }: Pick<Io, 'stdout'>, text: string): string =>
  stdout.isTTY ? safeText(text) : text;
