import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createReportFilter, type Report } from './sequences.ts';

/** A terminal's keys, as Ink reads them. */
export interface TerminalInput extends PassThrough {
  readonly isTTY: boolean;
  setRawMode(on: boolean): TerminalInput;
  ref(): TerminalInput;
  unref(): TerminalInput;
}

/** As much of `process.stdin` as is used. */
export type InputSource = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
};

/** How long an Esc may be the beginning of a report, in ms. */
const patience = 20;

/**
 * Stands between the terminal and Ink, to which the terminal's own reports would be keys. Reads only while the terminal
 * is in raw mode: what is typed for another program stays where it is. `onRaw` hears of the mode before the terminal
 * does when it ends, and after it when it begins.
 */
export function createTerminalInput(
  source: InputSource,
  onReport: (report: Report) => void,
  onRaw: (on: boolean) => void,
): TerminalInput {
  const decoder = new StringDecoder('utf8');
  const filter = createReportFilter(onReport);
  let timer: NodeJS.Timeout | undefined;

  const give = (keys: string) => {
    if (keys !== '') input.write(keys);
  };
  const take = (chunk: Uint8Array | string) => {
    clearTimeout(timer);
    give(filter.push(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk))));
    if (filter.isUncertain()) timer = setTimeout(() => give(filter.flush()), patience);
  };

  const input: TerminalInput = Object.assign(new PassThrough(), {
    isTTY: source.isTTY === true,
    setRawMode(on: boolean) {
      if (!on) onRaw(false);
      source.setRawMode?.(on);
      if (on) {
        source.on('data', take).resume();
        onRaw(true);
      } else {
        source.off('data', take).pause();
      }
      return input;
    },
    ref() {
      source.ref?.();
      return input;
    },
    unref() {
      source.unref?.();
      return input;
    },
  });
  source.once('end', () => input.end());
  return input;
}
