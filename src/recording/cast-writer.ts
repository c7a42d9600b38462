import type { WriteLine } from './event-recorder.ts';
import { jsonLine } from './json-line.ts';
import type { SecretFinder } from './secrets.ts';
import { createTerminalText } from './terminal-text.ts';

/** What is known when a recording of the terminal begins. */
export interface CastStart {
  readonly columns: number;
  readonly rows: number;
  /** TERM. */
  readonly terminal?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly title: string;
}

/** Writes what a terminal shows as asciicast v3: <https://docs.asciinema.org/manual/asciicast/v3/>. */
export interface CastWriter {
  output(text: string): void;
  resized(columns: number, rows: number): void;
  /** A place that players jump to. */
  marker(label: string): void;
  /** Writes what was held back. Nothing may follow. */
  end(): void;
}

/**
 * Writes the header at once, then a line for each thing that happens. `now`: milliseconds of a clock that never goes
 * back.
 */
export function createCastWriter(
  { columns, rows, terminal, at, title }: CastStart,
  secrets: SecretFinder,
  write: WriteLine,
  now: () => number = () => performance.now(),
): CastWriter {
  const text = createTerminalText(secrets);
  /** Of the line before, in whole ms: intervals are rounded, and their sum must not drift. */
  let last = Math.round(now());

  function event(code: 'o' | 'r' | 'm', data: string) {
    const time = Math.max(last, Math.round(now()));
    write(jsonLine([(time - last) / 1000, code, data]));
    last = time;
  }
  const output = (clean: string) => {
    if (clean !== '') event('o', clean);
  };

  write(
    jsonLine({
      version: 3,
      term: { cols: columns, rows, ...(terminal && { type: terminal }) },
      timestamp: Math.floor(at / 1000),
      title,
    }),
  );
  return {
    output: (piece) => output(text.next(piece)),
    resized: (newColumns, newRows) => event('r', `${newColumns}x${newRows}`),
    marker: (label) => event('m', label),
    end: () => output(text.rest()),
  };
}
