import { glyphs } from '../../src/screen/text.ts';
import type { Cell } from '../support/emulator.ts';
import type { FakeTerminal } from '../support/fake-terminal.ts';

/** Harmless stand-ins, one for each number of bytes and columns that a character may take. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['1 1', 'x'],
  ['2 1', 'ж'],
  ['3 1', 'ẋ'],
  ['3 2', '漢'],
  ['4 2', '𠀀'],
]);
const standInCharacters = new Set(standIns.values());

/** Text of the same rows, columns and bytes that says nothing. Where rows may break is kept, as are marks on letters. */
export function masked(safe: string): string {
  const maskLine = (line: string) =>
    glyphs(line)
      .map(({ text, width }) =>
        text === ' ' || text === '/'
          ? text
          : (standIns.get(`${Buffer.byteLength(text)} ${width}`) ?? text),
      )
      .join('');
  return safe.split('\n').map(maskLine).join('\n');
}

export const isStandIn = (char: string): boolean => standInCharacters.has(char);

/** What a person sees of a cell: of a blank one, no text and no colour or weight of a text. */
function seen(cell: Cell) {
  const { char, width, bg, underline, inverse } = cell;
  const isBlank = char === ' ' || (char === '' && width === 1);
  return isBlank ? { char: ' ', width, bg, underline, inverse } : cell;
}

const size = ({ stdout: { columns, rows } }: FakeTerminal) => ({ columns, rows });

/**
 * Where a screen that shows text from outside differs from the one that shows its mask, in anything but the masked
 * characters: another character, another colour, another width. Empty if nowhere.
 */
export function differences(shown: FakeTerminal, harmless: FakeTerminal): readonly string[] {
  const found: string[] = [];
  const { columns, rows } = size(harmless);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const cell = seen(shown.cell(x, y));
      const wanted = seen(harmless.cell(x, y));
      const isMasked = isStandIn(wanted.char) && cell.char.trim() !== '';
      const [left, right] = [cell, isMasked ? { ...wanted, char: cell.char } : wanted].map((each) =>
        JSON.stringify(each),
      );
      if (left !== right) found.push(`(${x}, ${y}): ${left}, not ${right}`);
    }
  }
  return found;
}

const controlSequence = /\u001b\[([0-9;:<=>?]*)[ -/]*([@-~])/g;
/** As the painter scrolls a part of the screen: margins, line feeds at the lower one, no margins. */
const scroll = /\u001b\[\d+;(\d+)r\u001b\[\1;1H\n+\u001b\[r/g;
/** What the painter may write at any time: to a cell, to a column, erase the rest of the row. */
const ofPainter = ['n;nH', 'nG', 'K'];

/** Each style that an SGR sequence sets; they may come together or one by one. */
const stylesIn = (parameters: string): readonly string[] =>
  (parameters.match(/[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|[^;]+/g) ?? ['0']).map((style) => `${style}m`);

/** The kinds of control sequences that were written: modes and styles in full, the others by what they do. */
function sequencesIn(written: string): ReadonlySet<string> {
  const kinds = Array.from(
    written.replace(scroll, '').matchAll(controlSequence),
    ([, parameters = '', final = '']) => {
      if (final === 'm') return stylesIn(parameters);
      return ['hlJ'.includes(final) ? parameters + final : parameters.replace(/\d+/g, 'n') + final];
    },
  );
  return new Set(kinds.flat());
}

/** The kinds of control sequences that a screen of harmless text would not write. */
export function foreignSequences(written: string, harmless: string): readonly string[] {
  const known = new Set([...ofPainter, ...sequencesIn(harmless)]);
  return [...sequencesIn(written)].filter((each) => !known.has(each));
}

/** What was written beside control sequences, line feeds and carriage returns, which every frame has. */
export const textIn = (written: string): string =>
  written.replace(controlSequence, '').replace(/[\r\n]/g, '');
