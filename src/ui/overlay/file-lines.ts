import { bytesText } from '../../screen/bytes-text.ts';
import { safeLine } from '../../screen/safe-text.ts';
import type { ScreenUser } from '../../screen/state.ts';
import { truncateMiddle } from '../../screen/text.ts';
import {
  type DocumentLook,
  diffDocument,
  type FileDocument,
  fileDocument,
  isMarkdown,
} from '../files/document.ts';
import { rowsFound } from '../files/search.ts';
import { emphasis, secondary, userColour } from '../look/theme.ts';
import { cell, type Line, lineWidth } from '../rows/row.tsx';
import { lineText, markFound, partsFound } from '../search/mark-found.ts';
import { searchLine } from '../search/search-line.ts';
import { soughtPattern } from '../search/sought.ts';
import { titleWidth } from './box-lines.ts';
import type { FileOverlay } from './overlay.ts';

/** A file, or what its last change made different, over the whole body. */
export interface ShownDocument {
  readonly title: Line;
  readonly document: FileDocument;
}

/** Of a path this much is shown, whatever else is lost. */
const leastPath = 12;

/** In a box with room for `width` columns. What is too long is the path, most often: its middle goes. */
function titleOf({ name, colour }: ScreenUser, path: string, rest: string, width: number): Line {
  const whose = cell(`${name}'s `, { color: userColour(colour), bold: true });
  const what = cell(` · ${rest}`, secondary);
  const room = Math.max(leastPath, titleWidth(width) - lineWidth([whose, what]));
  return [whose, cell(truncateMiddle(safeLine(path), room), emphasis), what];
}

const revisionText = (revision: number): string => (revision === 0 ? 'none' : `r${revision}`);

function diffTitle({ diffed }: ScreenUser): string {
  if (!diffed) return '';
  const { since, from, to, author } = diffed;
  const { client, request } = author;
  const who = client === 'operator' ? 'you' : client;
  const what = since === 'request' ? `all of ${request ?? 'the change'}` : 'last change';
  const revisions = `${from === undefined ? '?' : revisionText(from)} → ${revisionText(to)}`;
  return `${what} · ${revisions} · ${who}${request && since === 'change' ? ` ${request}` : ''}`;
}

/** What the overlay shows at this width; nothing while there is nothing of that user's to show. */
export function shownDocument(
  { kind }: FileOverlay,
  user: ScreenUser | undefined,
  width: number,
  look: DocumentLook,
): ShownDocument | undefined {
  const { opened, diffed } = user ?? {};
  if (kind === 'diff') {
    if (!user || !diffed) return undefined;
    return {
      title: titleOf(user, diffed.path, diffTitle(user), width),
      document: diffDocument(diffed, width),
    };
  }
  if (!user || !opened) return undefined;
  const form = isMarkdown(opened.path) && look.raw ? ' · raw' : '';
  return {
    title: titleOf(
      user,
      opened.path,
      `revision ${opened.revision} · ${bytesText(opened.size)}${form}`,
      width,
    ),
    document: fileDocument(opened, width, look),
  };
}

/** Rows `[from, to)` of a document, with what is searched for standing out. */
export function documentLines(
  { rows }: FileDocument,
  from: number,
  to: number,
  sought = '',
): readonly Line[] {
  const pattern = soughtPattern(sought);
  return rows.slice(from, to).map(({ gutter, cells }) => {
    const parts = sought === '' ? [] : partsFound(lineText(cells), pattern);
    return [...gutter, ...markFound(cells, parts)];
  });
}

/** What is searched for, and the hit that is the last one above the middle of what is shown. */
export function fileSearchLine(
  { search }: FileOverlay,
  document: FileDocument,
  top: number,
): Line | undefined {
  if (!search) return undefined;
  const found = rowsFound(document, search.text);
  const at = Math.max(1, found.findLastIndex((row) => row <= top) + 1);
  return searchLine(search, { at, count: found.length }, 40);
}
