import type { Cells, Colour, PictureCell } from './cells.ts';

/** A palette that is readable on paper and on a screen; the sixteen named colours are those of common dark themes. */
const background = '#16181d';
const foreground = '#d7dae0';
const named = [
  '#3b4048',
  '#ef6b73',
  '#8fce7a',
  '#e5c07b',
  '#61afef',
  '#c98bdb',
  '#4fc1cf',
  '#d7dae0',
  '#7f848e',
  '#ff8b92',
  '#a9e493',
  '#f2d59b',
  '#84c4ff',
  '#dda9ea',
  '#7fdbe6',
  '#ffffff',
];

/** A cell's size and where text stands in it, in user units. */
const across = 8.4;
const down = 18;
const baseline = 13.5;
const margin = 12;

/** A palette index beyond the named ones: the 6×6×6 cube, then the greys. */
function indexed(index: number): string {
  if (index < 16) return named[index] ?? foreground;
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const rgb =
    index < 232
      ? [36, 6, 1].map((unit) => level(Math.floor((index - 16) / unit) % 6))
      : Array.from({ length: 3 }, () => 8 + (index - 232) * 10);
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function paint(colour: Colour, otherwise: string): string {
  if (colour === 'default') return otherwise;
  return typeof colour === 'number' ? indexed(colour) : colour;
}

const escaped = (text: string) =>
  text.replace(/[<>&"]/g, (character) => `&#${character.codePointAt(0)};`);

const looksOf = (cell: PictureCell) => {
  const [fg, bg] = [paint(cell.fg, foreground), paint(cell.bg, background)];
  return {
    fg: cell.inverse ? bg : fg,
    bg: cell.inverse ? fg : bg,
    attributes: [
      cell.bold && 'font-weight="bold"',
      cell.italic && 'font-style="italic"',
      cell.underline && 'text-decoration="underline"',
      cell.dim && 'opacity="0.62"',
    ]
      .filter(Boolean)
      .join(' '),
  };
};

interface Run {
  readonly x: number;
  readonly text: string;
  readonly columns: number;
  readonly looks: ReturnType<typeof looksOf>;
}

const isSame = (a: Run['looks'], b: Run['looks']) =>
  a.fg === b.fg && a.bg === b.bg && a.attributes === b.attributes;

/** Neighbouring cells that look the same. A character that is wide, or has marks, stands alone, so that no font can shift what follows it. */
function runsOf(screen: Cells, y: number, columns: number): readonly Run[] {
  const runs: Run[] = [];
  for (let x = 0; x < columns; x++) {
    const cell = screen.cell(x, y);
    if (cell.width === 0) continue;
    const looks = looksOf(cell);
    const last = runs.at(-1);
    const text = cell.char || ' ';
    if (
      last &&
      cell.width === 1 &&
      text.length === 1 &&
      last.columns === last.text.length &&
      isSame(last.looks, looks)
    ) {
      runs[runs.length - 1] = { ...last, text: last.text + text, columns: last.columns + 1 };
    } else runs.push({ x, text, columns: cell.width, looks });
  }
  return runs;
}

/** Words with one space between them: viewers do not agree on whether others are kept, and stretch what is left. */
const words = /\S+(?: \S+)*/g;

function drawn({ x, text, columns, looks }: Run, y: number): string {
  const left = (column: number) => (margin + (x + column) * across).toFixed(1);
  const width = (count: number) => (count * across).toFixed(1);
  const top = margin + y * down;
  const box =
    looks.bg === background
      ? ''
      : `<rect x="${left(0)}" y="${top}" width="${width(columns)}" height="${down}" fill="${looks.bg}"/>`;
  const style = [`fill="${looks.fg}"`, looks.attributes].filter(Boolean).join(' ');
  const written = (part: string, column: number, count: number) => {
    const place = `x="${left(column)}" y="${top + baseline}" textLength="${width(count)}" lengthAdjust="spacingAndGlyphs"`;
    return `<text ${place} ${style}>${escaped(part)}</text>`;
  };
  // A cell of its own: its characters are more than its columns.
  if (columns !== text.length) return box + (text.trim() === '' ? '' : written(text, 0, columns));
  const parts = [...text.matchAll(words)];
  return box + parts.map(({ 0: part, index }) => written(part, index, part.length)).join('');
}

/** What is on the screen, cell by cell, as an SVG; `title` says to those who can't see it what it shows. */
export function terminalSvg(
  screen: Cells,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  title: string,
): string {
  const width = Math.ceil(columns * across + 2 * margin);
  const height = rows * down + 2 * margin;
  const lines = Array.from({ length: rows }, (_, y) =>
    runsOf(screen, y, columns)
      .map((run) => drawn(run, y))
      .join(''),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}"`,
    ` font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    ...lines.filter(Boolean),
    '</svg>',
    '',
  ].join('\n');
}
