import { graphemes } from '../graphemes.ts';
import { textWidth } from '../text.ts';

/** `default`, a palette index (0 to 255), or `#rrggbb`. */
export type Colour = 'default' | number | `#${string}`;

export interface Looks {
  readonly fg: Colour;
  readonly bg: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

/** One cell of a terminal. */
export interface PictureCell extends Looks {
  /** What stands here, with its combining characters; empty right of a wide character. */
  readonly char: string;
  /** 0 right of a wide character, 2 for a wide one. */
  readonly width: number;
}

/** What is on a screen, cell by cell; both count from 0. */
export interface Cells {
  cell(x: number, y: number): PictureCell;
}

const plain: Looks = {
  fg: 'default',
  bg: 'default',
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
};
const blank: PictureCell = { ...plain, char: '', width: 1 };

/** What SGR switches on and off. */
const switches = new Map<number, Partial<Looks>>([
  [0, plain],
  [1, { bold: true }],
  [2, { dim: true }],
  [3, { italic: true }],
  [4, { underline: true }],
  [7, { inverse: true }],
  [22, { bold: false, dim: false }],
  [23, { italic: false }],
  [24, { underline: false }],
  [27, { inverse: false }],
  [39, { fg: 'default' }],
  [49, { bg: 'default' }],
]);

/** The colour of `38;5;n` or `38;2;r;g;b`, and how many parameters it took. */
function extended(parameters: readonly number[]): readonly [Colour, number] {
  const [kind, a = 0, b = 0, c = 0] = parameters;
  if (kind === 5) return [a, 2];
  const hex = [a, b, c].map((value) => value.toString(16).padStart(2, '0')).join('');
  return [`#${hex}`, 4];
}

/** Looks after an SGR sequence, whose parameters these are. */
function changed(before: Looks, parameters: readonly number[]): Looks {
  let looks = before;
  for (let index = 0; index < parameters.length; index++) {
    const code = parameters[index] ?? 0;
    if (code === 38 || code === 48) {
      const [colour, taken] = extended(parameters.slice(index + 1));
      looks = { ...looks, [code === 38 ? 'fg' : 'bg']: colour };
      index += taken;
    } else if (code >= 30 && code <= 37) looks = { ...looks, fg: code - 30 };
    else if (code >= 40 && code <= 47) looks = { ...looks, bg: code - 40 };
    else if (code >= 90 && code <= 97) looks = { ...looks, fg: code - 82 };
    else if (code >= 100 && code <= 107) looks = { ...looks, bg: code - 92 };
    else looks = { ...looks, ...switches.get(code) };
  }
  return looks;
}

const piece = /\u001b\[([\d;]*)m|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|([^\u001b]+)|\u001b/g;

/**
 * The cells of a frame as Ink draws it: rows of text whose only sequences say how it looks. Far less than a terminal
 * emulator, which is what a test compares it with.
 */
export function frameCells(frame: string): Cells {
  let looks = plain;
  const rows = frame.split('\n').map((row) => {
    const cells: PictureCell[] = [];
    for (const [, parameters, text] of row.matchAll(piece)) {
      if (parameters !== undefined) looks = changed(looks, parameters.split(';').map(Number));
      if (text === undefined) continue;
      for (const char of graphemes(text)) {
        const width = textWidth(char);
        if (width > 0) cells.push({ ...looks, char, width });
        if (width === 2) cells.push({ ...looks, char: '', width: 0 });
      }
    }
    return cells;
  });
  return { cell: (x, y) => rows[y]?.[x] ?? blank };
}
