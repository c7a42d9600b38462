import { textWidth } from '../../screen/text.ts';
import type { Entry } from '../keys/keymap.ts';
import { emphasis, secondary } from '../look/theme.ts';
import { cell, column, fitLine, type Line, lineWidth, rightColumn } from '../rows/row.tsx';
import type { Match } from './fuzzy.ts';
import type { Overlay } from './overlay.ts';
import { choiceLine, type PickerContent } from './picker-lines.ts';

const keysText = ({ keys: [first = ''] }: Entry): string => first;

/** The command with the characters that were meant set off; its arguments behind it. */
function usageCells({ item: { name, usage }, indexes }: Match<Entry>): Line {
  const meant = new Set(indexes);
  const letters = [...name].map((letter, index) =>
    meant.has(index) ? cell(letter, { bold: true, underline: true }) : cell(letter),
  );
  return [cell('/'), ...letters, cell(usage.slice(name.length + 1), secondary)];
}

const maximumUsage = 28;
/** Below it there is no room for a whole help beside the rest. */
const narrow = 90;

/** The line cut or filled up to `width` columns, the last of them empty. */
function padded(line: Line, width: number): Line {
  const fitted = fitLine(line, width - 1);
  return [...fitted, cell(' '.repeat(width - lineWidth(fitted)))];
}

/** Three columns, the keys at the right: as wide as the longest of all commands, so that typing moves nothing. */
export function paletteContent(
  { query, cursor, found }: Extract<Overlay, { kind: 'commands' }>,
  all: readonly Entry[],
): PickerContent {
  const longest = (text: (entry: Entry) => string) =>
    Math.max(0, ...all.map((entry) => textWidth(text(entry))));
  const usageWidth =
    Math.min(
      maximumUsage,
      longest(({ usage }) => usage),
    ) + 2;
  const keysWidth = longest(keysText);
  return {
    title: 'Commands',
    query,
    placeholder: 'type to find a command',
    nothing: 'no command is like that: Backspace, or Esc',
    length: found.length,
    most: all.length,
    cursor,
    detail: (width) => (width < narrow ? found[cursor]?.item.help : undefined),
    rows: (from, to, width) => {
      const usage = width < narrow ? Math.min(usageWidth, 17) : usageWidth;
      const helpWidth = Math.max(1, width - 2 - usage - keysWidth - 1);
      return found.slice(from, to).map((each, index) => {
        const chosen = from + index === cursor;
        const line: Line = [
          ...padded(usageCells(each), usage),
          cell(column(each.item.help, helpWidth), secondary),
          cell(` ${rightColumn(keysText(each.item), keysWidth)}`, chosen ? emphasis : undefined),
        ];
        return choiceLine(chosen, line, width);
      });
    },
  };
}
