import { PassThrough, Writable } from 'node:stream';

/** How long something may take to be shown, in ms. */
const limit = 20_000;

/** Streams that Ink takes for a terminal of 120×40, without the cost of one. */
export interface Terminal {
  readonly stdin: PassThrough & {
    isTTY: true;
    setRawMode(on: boolean): unknown;
    ref(): unknown;
    unref(): unknown;
  };
  readonly stdout: Writable & { readonly isTTY: true; columns: number; rows: number };
  /** Bytes written so far. */
  bytes(): number;
  /** Settles with the time, by `performance.now()`, when this is written from now on; an empty text: anything. */
  shows(text: string): Promise<number>;
}

export function createTerminal(): Terminal {
  let bytes = 0;
  let last = '';
  let waiting: { readonly text: string; readonly resolve: (time: number) => void } | undefined;
  const stdin: Terminal['stdin'] = Object.assign(new PassThrough(), {
    isTTY: true as const,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      last = `${last}${chunk}`.slice(-1_000);
      if (waiting && chunk.includes(waiting.text)) {
        waiting.resolve(performance.now());
        waiting = undefined;
      }
      done();
    },
  });
  return {
    stdin,
    stdout: Object.assign(output, { isTTY: true as const, columns: 120, rows: 40 }),
    bytes: () => bytes,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const never = () =>
          reject(
            new Error(
              `the screen never showed ${JSON.stringify(text)}, but ${JSON.stringify(last)}`,
            ),
          );
        const timer = setTimeout(never, limit);
        waiting = {
          text,
          resolve(time) {
            clearTimeout(timer);
            resolve(time);
          },
        };
      }),
  };
}
