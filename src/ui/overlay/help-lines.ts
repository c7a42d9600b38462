import { textWidth, wrapText } from '../../screen/text.ts';
import { placeHints } from '../hints/place-hints.ts';
import type { Entry, EntryGroup, Keymap } from '../keys/keymap.ts';
import { emphasis, secondary } from '../look/theme.ts';
import { cell, column, type Line, lineWidth } from '../rows/row.tsx';

/** From this width on the groups stand in two columns. */
const twoColumns = 112;
const gap = 4;

/** What can be done beside the tables, and where; Esc, which does the same everywhere, is in the tables. */
function placeEntries(keymap: Keymap): readonly Entry[] {
  const places = new Map<string, Entry>();
  for (const [place, hints] of Object.entries(placeHints(keymap))) {
    for (const [keys, words] of hints) {
      if (keys === 'Esc') continue;
      const help = places.get(keys + words)?.help;
      const where = help ? `${help}, ${place}` : `${words}: ${place}`;
      places.set(keys + words, {
        name: place,
        usage: '',
        argument: 'none',
        keys: [keys],
        help: where,
      });
    }
  }
  return [...places.values()];
}

const placeGroup = (keymap: Keymap): EntryGroup => ({
  title: 'In the panel, the transcript and what is open',
  entries: placeEntries(keymap),
});

/** Packs labels into rows, so that none is cut in two. */
function packed(labels: readonly string[], width: number): readonly string[] {
  const rows: string[] = [];
  for (const label of labels.flatMap((each) => wrapText(each, width))) {
    const longer = `${rows.at(-1)}  ${label}`;
    if (rows.length > 0 && textWidth(longer) <= width) rows[rows.length - 1] = longer;
    else rows.push(label);
  }
  return rows;
}

interface Widths {
  readonly keys: number;
  readonly usage: number;
  readonly help: number;
}

/** The columns of a width: what is too long for its own goes on below. */
function widthsOf(width: number): Widths {
  const keys = Math.min(24, Math.max(13, Math.floor(width * 0.2)));
  const usage = Math.min(24, Math.max(17, Math.floor(width * 0.28)));
  return { keys, usage, help: Math.max(1, width - keys - usage - 2) };
}

function entryLines({ keys, usage, help }: Entry, widths: Widths): readonly Line[] {
  // What has no slash command leaves its column to the help.
  const usageWidth = usage === '' ? 0 : widths.usage + 1;
  const keyRows = packed(keys, widths.keys);
  const usageRows = wrapText(usage, widths.usage);
  const helpRows = wrapText(help, widths.help + widths.usage + 1 - usageWidth);
  const height = Math.max(keyRows.length, usageRows.length, helpRows.length);
  return Array.from(
    { length: height },
    (_, row): Line => [
      cell(`${column(keyRows[row] ?? '', widths.keys)} `),
      cell(column(usageRows[row] ?? '', usageWidth)),
      cell(helpRows[row] ?? '', secondary),
    ],
  );
}

const groupLines = ({ title, entries }: EntryGroup, width: number): readonly Line[] => [
  [cell(title, emphasis)],
  ...entries.flatMap((entry) => entryLines(entry, widthsOf(width))),
];

const separated = (blocks: readonly (readonly Line[])[]): readonly Line[] =>
  blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));

/** Two columns beside each other, the left one filled up to its width. */
function beside(left: readonly Line[], right: readonly Line[], width: number): readonly Line[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row): Line => {
    const line = left[row] ?? [];
    const fill = ' '.repeat(width + gap - lineWidth(line));
    return [...line, cell(fill), ...(right[row] ?? [])];
  });
}

/** The number of blocks in the left of two columns with which the longer one is shortest. */
function fairSplit(blocks: readonly (readonly Line[])[]): number {
  const height = (part: readonly (readonly Line[])[]) => separated(part).length;
  const longer = (at: number) => Math.max(height(blocks.slice(0, at)), height(blocks.slice(at)));
  return blocks.reduce((best, _, at) => (longer(at) < longer(best) ? at : best), 0);
}

/** All keys and commands as they are bound, in rows of at most `width` columns: nothing is cut. */
export function helpLines(keymap: Keymap, width: number): readonly Line[] {
  const all = [...keymap.groups, placeGroup(keymap)];
  if (width < twoColumns) return separated(all.map((group) => groupLines(group, width)));
  const half = Math.floor((width - gap) / 2);
  const blocks = all.map((group) => groupLines(group, half));
  const at = fairSplit(blocks);
  return beside(separated(blocks.slice(0, at)), separated(blocks.slice(at)), half);
}
