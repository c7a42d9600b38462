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
  /** Does something, and settles when the text that it returns has been written since. */
  showsAfter(draw: () => string): Promise<void>;
  /** Settles with the time, by `performance.now()`, when this is written from now on. */
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
  const shows = (text: string) =>
    new Promise<number>((resolve, reject) => {
      const never = () =>
        reject(
          new Error(`the screen never showed ${JSON.stringify(text)}, but ${JSON.stringify(last)}`),
        );
      const timer = setTimeout(never, limit);
      waiting = {
        text,
        resolve(time) {
          clearTimeout(timer);
          resolve(time);
        },
      };
    });
  return {
    stdin,
    stdout: Object.assign(output, { isTTY: true as const, columns: 120, rows: 40 }),
    bytes: () => bytes,
    async showsAfter(draw) {
      last = '';
      const text = draw();
      // Ink may have written it at once.
      if (!last.includes(text)) await shows(text);
    },
    shows,
  };
}
