const on = '\u001b[?1000h\u001b[?1006h';
const off = '\u001b[?1006l\u001b[?1000l';

/** Whether the terminal reports the mouse: only while it is wanted, and keys are read here. */
export interface MouseMode {
  want(wanted: boolean): void;
  /** The terminal's raw mode has begun or is about to end. */
  raw(on: boolean): void;
  /** Nothing is reported any more. */
  dispose(): void;
}

export function createMouseMode(stdout: NodeJS.WritableStream): MouseMode {
  let wanted = false;
  let raw = false;
  let reported = false;
  const update = () => {
    if (reported === (wanted && raw)) return;
    reported = !reported;
    stdout.write(reported ? on : off);
  };
  const mode: MouseMode = {
    want(now) {
      wanted = now;
      update();
    },
    raw(now) {
      raw = now;
      update();
    },
    dispose() {
      mode.raw(false);
      process.off('exit', mode.dispose);
    },
  };
  // On this way out nobody ends the raw mode.
  process.on('exit', mode.dispose);
  return mode;
}
