import { bytesText } from '../../screen/bytes-text.ts';
import { diffRange, diffRemark } from '../../screen/diff-text.ts';
import { type Highlight, markdownLines } from '../../screen/markdown.ts';
import { layOut, type StyledLine } from '../../screen/spans.ts';
import type { DiffedFile, OpenedFile } from '../../screen/state.ts';
import { wrapText } from '../../screen/text.ts';
import { bad, good, type Style, secondary } from '../look/theme.ts';
import { cell, type Line } from '../rows/row.tsx';
import { spanStyle } from '../transcript/span-style.ts';

/** A text as rows of a certain width. */
export interface FileDocument {
  readonly rows: readonly DocumentRow[];
  /** What is searched: a line of the text may take several rows. */
  readonly lines: readonly string[];
}

export interface DocumentRow {
  /** Line number and sign. */
  readonly gutter: Line;
  readonly cells: Line;
  /** The index in `lines` of what the row shows. */
  readonly line: number;
}

/** How files are shown. */
export interface DocumentLook {
  /** Markdown as it is written. */
  readonly raw: boolean;
  /** Missing while it was not loaded: code is plain. */
  readonly highlight?: Highlight | undefined;
}

/** Narrower than this a text stands better without its line numbers. */
const leastTextWidth = 20;

interface Numbered {
  readonly text: string;
  readonly number: string;
  readonly sign?: string;
  readonly style?: Style;
  /** The text, its parts styled. */
  readonly spans?: StyledLine | undefined;
}

const styled = (spans: StyledLine): Line =>
  spans.map(({ text, style }) => cell(text, spanStyle(style)));

const wrapped = ({ text, spans, style }: Numbered, width: number): readonly Line[] =>
  spans
    ? layOut(spans, { first: [], rest: [] }, width).map(styled)
    : wrapText(text, width).map((part) => [cell(part, style)]);

/** Lines with numbers at their left, wrapped at words. The sign stands before each of a line's rows. */
function numbered(all: readonly Numbered[], width: number): FileDocument {
  const digits = all.reduce((most, { number }) => Math.max(most, number.length), 0);
  const signWidth = all.some(({ sign }) => sign !== undefined) ? 2 : 0;
  const gutter = width - digits - 1 - signWidth >= leastTextWidth ? digits + 1 : 0;
  const rows: DocumentRow[] = [];
  all.forEach((each, line) => {
    const { number, sign, style } = each;
    wrapped(each, Math.max(1, width - gutter - signWidth)).forEach((cells, index) => {
      const shown = index === 0 ? number : '';
      rows.push({
        line,
        gutter: [
          ...(gutter > 0 ? [cell(`${shown.padStart(digits)} `, secondary)] : []),
          ...(signWidth > 0 ? [cell(`${sign ?? ' '} `, style)] : []),
        ],
        cells,
      });
    });
  });
  return { rows, lines: all.map(({ text }) => text) };
}

const remark = (text: string): Numbered => ({ text: `… ${text}`, number: '', style: secondary });

/** Whether a file is Markdown, by its name. */
export const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path);

/** As highlighters know it: most go by the ending of the file's name. */
const languageOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

function renderedMarkdown(text: string, width: number, { highlight }: DocumentLook): FileDocument {
  const rendered = markdownLines(text, width, { highlight });
  return {
    rows: rendered.map((spans, line) => ({ line, gutter: [], cells: styled(spans) })),
    lines: rendered.map((spans) => spans.map(({ text: part }) => part).join('')),
  };
}

function numberedCode(text: string, path: string, width: number, { highlight }: DocumentLook) {
  const spans = highlight?.(text, languageOf(path));
  const lines = text.split('\n').map((line, index) => ({
    text: line,
    number: `${index + 1}`,
    spans: spans?.[index],
  }));
  return numbered(lines, width);
}

/** One below the other. */
const joined = (above: FileDocument, below: FileDocument): FileDocument => ({
  rows: [
    ...above.rows,
    ...below.rows.map((row) => ({ ...row, line: row.line + above.lines.length })),
  ],
  lines: [...above.lines, ...below.lines],
});

function buildFile(
  { path, content, size, cut }: OpenedFile,
  width: number,
  look: DocumentLook,
): FileDocument {
  if (content === '') return numbered([remark('the file is empty')], width);
  const text = content.replace(/\n$/, '');
  const document =
    isMarkdown(path) && !look.raw
      ? renderedMarkdown(text, width, look)
      : numberedCode(text, path, width, look);
  if (!cut) return document;
  const said = remark(`only the beginning of ${bytesText(size)} is shown`);
  return joined(document, numbered([said], width));
}

const signStyles: Readonly<Record<string, Style>> = { '+': good, '-': bad };

function* diffLines({ hunks = [], leftOut, ...diff }: DiffedFile): Generator<Numbered> {
  const said = diffRemark({ ...diff, hunks });
  if (said !== undefined) yield remark(said);
  for (const hunk of hunks) {
    yield { text: diffRange(hunk), number: '', style: { color: 'cyan' } };
    let before = hunk.oldStart;
    let after = hunk.newStart;
    for (const line of hunk.lines) {
      const sign = line.charAt(0);
      const style = signStyles[sign];
      const number = sign === '\\' ? '' : `${sign === '-' ? before : after}`;
      if (sign === ' ' || sign === '-') before++;
      if (sign === ' ' || sign === '+') after++;
      if (sign === '\\') yield { text: line.slice(2), number, sign: ' ', style: secondary };
      else yield { text: line.slice(1), number, sign, ...(style && { style }) };
    }
  }
  if (leftOut > 0) yield remark(`${leftOut} more lines are not shown`);
}

interface Built {
  readonly width: number;
  readonly look?: DocumentLook;
  readonly document: FileDocument;
}

const built = new WeakMap<OpenedFile | DiffedFile, Built>();

/** A file's content; made once for each width and look. */
export function fileDocument(
  opened: OpenedFile,
  width: number,
  { raw, highlight }: DocumentLook,
): FileDocument {
  const known = built.get(opened);
  const isSame = known?.look?.raw === raw && known.look.highlight === highlight;
  if (isSame && known.width === width) return known.document;
  const document = buildFile(opened, width, { raw, highlight });
  built.set(opened, { width, look: { raw, highlight }, document });
  return document;
}

/** What a change made different, with signs beside the colours; made once for each width. */
export function diffDocument(diffed: DiffedFile, width: number): FileDocument {
  const known = built.get(diffed);
  if (known?.width === width) return known.document;
  const document = numbered([...diffLines(diffed)], width);
  built.set(diffed, { width, document });
  return document;
}
