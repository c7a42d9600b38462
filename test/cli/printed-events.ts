export interface PrintedEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The events that `--json` printed; a line that is none makes the test fail. */
export const eventsOf = (stdout: string): PrintedEvent[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
