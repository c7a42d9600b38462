import { safeLine } from '../../../screen/safe-text.ts';

/** One line that says where a run is, and goes away. */
export interface Progress {
  begin(steps: number): void;
  show(step: number, does: string): void;
  clear(): void;
}

const eraseLine = '\r\u001b[2K';
const defaultColumns = 80;

/** On a terminal that can erase a line; anywhere else it says nothing. */
export function progressOn(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
): Progress {
  if (!stream.isTTY || process.env.TERM === 'dumb') {
    return { begin() {}, show() {}, clear() {} };
  }
  let total = 0;
  let shown = false;
  return {
    begin(steps) {
      total = steps;
    },
    show(step, does) {
      const columns = (stream.columns || defaultColumns) - 1;
      stream.write(`${eraseLine}${safeLine(`  ${step}/${total} ${does}`, columns)}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write(eraseLine);
      shown = false;
    },
  };
}
