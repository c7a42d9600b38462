import { bytesText } from '../../screen/bytes-text.ts';
import { diffRange, diffRemark } from '../../screen/diff-text.ts';
import { markdownLines } from '../../screen/markdown.ts';
import type { DiffedFile, OpenedFile } from '../../screen/state.ts';
import { wrapText } from '../../screen/text.ts';
import { cell, type Line, rightColumn } from '../row.tsx';
import { bad, good, type Style, secondary } from '../theme.ts';
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

/** Narrower than this a text stands better without its line numbers. */
const leastTextWidth = 20;

interface Numbered {
  readonly text: string;
  readonly number: string;
  readonly sign?: string;
  readonly style?: Style;
}

/** Lines with numbers at their left, wrapped at words. The sign stands before each of a line's rows. */
function numbered(all: readonly Numbered[], width: number): FileDocument {
  const digits = all.reduce((most, { number }) => Math.max(most, number.length), 0);
  const signWidth = all.some(({ sign }) => sign !== undefined) ? 2 : 0;
  const gutter = width - digits - 1 - signWidth >= leastTextWidth ? digits + 1 : 0;
  const rows: DocumentRow[] = [];
  all.forEach(({ text, number, sign, style }, line) => {
    wrapText(text, Math.max(1, width - gutter - signWidth)).forEach((part, index) => {
      const shown = index === 0 ? number : '';
      rows.push({
        line,
        gutter: [
          ...(gutter > 0 ? [cell(`${rightColumn(shown, digits)} `, secondary)] : []),
          ...(signWidth > 0 ? [cell(`${sign ?? ' '} `, style)] : []),
        ],
        cells: [cell(part, style)],
      });
    });
  });
  return { rows, lines: all.map(({ text }) => text) };
}

const remark = (text: string): Numbered => ({ text: `… ${text}`, number: '', style: secondary });

/** Whether a file is Markdown, by its name. */
export const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path);

function buildFile({ path, content, size, cut }: OpenedFile, width: number, raw: boolean) {
  const rest = cut ? [remark(`only the beginning of ${bytesText(size)} is shown`)] : [];
  if (content === '') return numbered([remark('the file is empty')], width);
  if (isMarkdown(path) && !raw) {
    const rendered = markdownLines(content.replace(/\n$/, ''), width);
    const rows = rendered.map((spans, line): DocumentRow => {
      return {
        line,
        gutter: [],
        cells: spans.map(({ text, style }) => cell(text, spanStyle(style))),
      };
    });
    const lines = rendered.map((spans) => spans.map(({ text }) => text).join(''));
    const end = numbered(rest, width);
    return {
      rows: [...rows, ...end.rows.map((row) => ({ ...row, line: row.line + lines.length }))],
      lines: [...lines, ...end.lines],
    };
  }
  const lines = content.replace(/\n$/, '').split('\n');
  return numbered(
    [...lines.map((text, index) => ({ text, number: `${index + 1}` })), ...rest],
    width,
  );
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
  readonly raw: boolean;
  readonly document: FileDocument;
}

const built = new WeakMap<OpenedFile | DiffedFile, Built>();

function once(
  key: OpenedFile | DiffedFile,
  width: number,
  raw: boolean,
  build: () => FileDocument,
) {
  const known = built.get(key);
  if (known?.width === width && known.raw === raw) return known.document;
  const document = build();
  built.set(key, { width, raw, document });
  return document;
}

/** A file's content, Markdown rendered unless `raw`; made once for each width. */
export const fileDocument = (opened: OpenedFile, width: number, raw: boolean): FileDocument =>
  once(opened, width, raw, () => buildFile(opened, width, raw));

/** What a change made different, with signs beside the colours; made once for each width. */
export const diffDocument = (diffed: DiffedFile, width: number): FileDocument =>
  once(diffed, width, false, () => numbered([...diffLines(diffed)], width));
