import xterm from '@xterm/headless';
import { modernWidths } from './character-widths.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** `default`, a palette index (0 to 255), or `#rrggbb`. */
export type Colour = 'default' | number | `#${string}`;

export interface Cell {
  /** What stands here, with its combining characters; empty right of a wide character and where nothing was written. */
  readonly char: string;
  /** 0 right of a wide character, 2 for a wide one. */
  readonly width: number;
  readonly fg: Colour;
  readonly bg: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

/** What a program has switched on and has to switch off again when it leaves. */
export interface Modes {
  readonly alternateScreen: boolean;
  readonly cursorVisible: boolean;
  readonly bracketedPaste: boolean;
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
}

/** What a person in front of a terminal sees. It lags behind what was written until `settled()`. */
export interface Screen {
  /** The visible rows, top to bottom, without trailing blanks. */
  screen(): string[];
  /** The rows that have left the screen at its top. Empty in the alternate screen. */
  scrollback(): string[];
  /** Both count from 0. @throws RangeError outside of the screen. */
  cell(x: number, y: number): Cell;
  cursor(): { readonly x: number; readonly y: number };
  modes(): Modes;
  /** The last window title, empty before there is one. */
  title(): string;
  /** The last text that the program asked to copy (OSC 52). */
  clipboard(): string | undefined;
  /** Resolves when everything written so far is on the screen. */
  settled(): Promise<void>;
}

export interface Emulator {
  readonly view: Screen;
  write(output: string | Uint8Array): void;
  resize(columns: number, rows: number): void;
  dispose(): void;
}

function colour(value: number, isRgb: boolean, isDefault: boolean): Colour {
  if (isDefault) return 'default';
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

/**
 * A terminal without a window. `reply` gets what a terminal answers by itself, such as the cursor position when a
 * program asks for it.
 */
export function createEmulator({ columns, rows }: Size, reply: (answer: string) => void): Emulator {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 5_000,
    allowProposedApi: true,
  });
  terminal.unicode.register(modernWidths);
  terminal.unicode.activeVersion = modernWidths.version;

  let title = '';
  let clipboard: string | undefined;
  let cursorVisible = true;
  terminal.onData(reply);
  terminal.onTitleChange((text) => {
    title = text;
  });
  terminal.parser.registerOscHandler(52, (data) => {
    clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
    return true;
  });
  // Without a window there are no colours; a terminal with one says what they are.
  terminal.parser.registerOscHandler(11, (data) => {
    if (data === '?') reply('\u001b]11;rgb:0000/0000/0000\u001b\\');
    return true;
  });
  // xterm does not tell whether the cursor shows; returning false leaves the sequence to xterm as well.
  for (const final of ['h', 'l']) {
    terminal.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
      if (parameters.includes(25)) cursorVisible = final === 'h';
      return false;
    });
  }

  const row = (index: number) =>
    terminal.buffer.active.getLine(index)?.translateToString(true).trimEnd() ?? '';
  const rowsFrom = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => row(first + index));

  const view: Screen = {
    settled: () => new Promise((resolve) => terminal.write('', resolve)),
    screen: () => rowsFrom(terminal.buffer.active.baseY, terminal.rows),
    scrollback: () => rowsFrom(0, terminal.buffer.active.baseY),
    cell(x, y) {
      const { active } = terminal.buffer;
      const cell = y < 0 ? undefined : active.getLine(active.baseY + y)?.getCell(x);
      if (!cell) {
        throw new RangeError(`no cell (${x}, ${y}) on ${terminal.cols}×${terminal.rows}`);
      }
      return {
        char: cell.getChars(),
        width: cell.getWidth(),
        fg: colour(cell.getFgColor(), cell.isFgRGB(), cell.isFgDefault()),
        bg: colour(cell.getBgColor(), cell.isBgRGB(), cell.isBgDefault()),
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
        italic: cell.isItalic() !== 0,
        underline: cell.isUnderline() !== 0,
        inverse: cell.isInverse() !== 0,
      };
    },
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
    modes: () => ({
      alternateScreen: terminal.buffer.active.type === 'alternate',
      cursorVisible,
      bracketedPaste: terminal.modes.bracketedPasteMode,
      mouse: terminal.modes.mouseTrackingMode,
    }),
    title: () => title,
    clipboard: () => clipboard,
  };

  return {
    view,
    write: (output) => terminal.write(output),
    resize: (newColumns, newRows) => terminal.resize(newColumns, newRows),
    dispose: () => terminal.dispose(),
  };
}
