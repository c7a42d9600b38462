import { glyphs } from '../../src/screen/text.ts';
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

const styles = ['width', 'fg', 'bg', 'bold', 'dim', 'italic', 'underline', 'inverse'] as const;

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
      const cell = shown.cell(x, y);
      const wanted = harmless.cell(x, y);
      const isSame = cell.char === wanted.char || (isStandIn(wanted.char) && cell.char !== '');
      if (!isSame) found.push(`(${x}, ${y}): ${JSON.stringify(cell.char)}, not "${wanted.char}"`);
      else if (styles.some((style) => cell[style] !== wanted[style])) {
        found.push(`(${x}, ${y}): ${JSON.stringify(cell)}`);
      }
    }
  }
  return found;
}

const controlSequence = /\u001b\[([0-9;:<=>?]*)[ -/]*([@-~])/g;

/** The kinds of control sequences that were written: modes and colours in full, the others by what they do. */
export function sequencesIn(written: string): ReadonlySet<string> {
  return new Set(
    Array.from(written.matchAll(controlSequence), ([, parameters = '', final = '']) =>
      'mhlJ'.includes(final) ? parameters + final : final,
    ),
  );
}

/** What was written beside control sequences, line feeds and carriage returns, which every frame has. */
export const textIn = (written: string): string =>
  written.replace(controlSequence, '').replace(/[\r\n]/g, '');
