import { openBlockAt } from './markdown.ts';
import { delimiterRow } from './markdown-table-row.ts';
import { safePiece, safeText } from './safe-text.ts';
import type { AnswerEntry, Entry } from './transcript.ts';

/*
 * A streamed answer is kept in parts of some thousand characters, of which only the last one grows: what is finished
 * is never wrapped again, so that a piece costs the same at the end of a long answer as at its beginning.
 */

/** In UTF-16 units. A longer part is divided: after a paragraph, else after a row that is not blank. */
const partLength = 2_000;
/** A table is one part for longer, as its columns are settled by its first part. */
const longestTable = 10 * partLength;
/** A line that is longer than this is divided where it has a space. */
const longestLine = 10 * partLength;
/** Of one answer: two million characters. The rest of a longer one is not shown. */
export const maximumParts = 1_000;

/** Where the last line that is kept ends; undefined where the part can't be divided yet. */
function division(text: string): number | undefined {
  if (text.length <= partLength) return undefined;
  const half = partLength / 2;
  const paragraph = text.indexOf('\n\n', half);
  let row = paragraph >= 0 && paragraph < partLength ? paragraph : text.indexOf('\n', half);
  // A table's header is one only together with the row below it.
  const below = text.slice(row + 1, row + 1 + partLength).split('\n', 1)[0] ?? '';
  if (row >= 0 && delimiterRow(below)) row = text.indexOf('\n', row + 1);
  if (row >= 0) return text.slice(0, row).trim() === '' ? undefined : row;
  if (text.length <= longestLine) return undefined;
  const space = text.lastIndexOf(' ', longestLine);
  return space > half ? space : longestLine;
}

/** Divides a part that has grown too long. What is divided off tells in which block the next part begins. */
function divided(part: AnswerEntry): readonly AnswerEntry[] {
  const parts: AnswerEntry[] = [];
  let rest = part;
  for (let end = division(rest.text); end !== undefined; end = division(rest.text)) {
    const head = rest.text.slice(0, end).trimEnd();
    const isRow = rest.text[head.length] === '\n' || rest.text[head.length] === ' ';
    const text = rest.text.slice(head.length + (isRow ? 1 : 0));
    const { open: before, ...others } = rest;
    const open = openBlockAt(head, before, text);
    if (open?.kind === 'table' && !before && rest.text.length < longestTable) break;
    parts.push({ ...rest, text: head, held: '', streaming: false });
    rest = { ...others, text, part: rest.part + 1, ...(open && { open }) };
  }
  return [...parts, rest];
}

const isPartOf = (message: string) => (entry: Entry) =>
  entry.kind === 'answer' && entry.message === message;

/** The entries with a piece of an answer added to its last part, or to a first one at their end. */
export function addPiece(
  entries: readonly Entry[],
  message: string,
  piece: string,
): readonly Entry[] {
  const index = entries.findLastIndex(isPartOf(message));
  const last = entries[index];
  const growing = last?.kind === 'answer' && last.streaming ? last : undefined;
  if (growing && growing.part >= maximumParts) return entries;
  const { text, held } = safePiece(growing?.held ?? '', piece);
  const part: AnswerEntry = growing
    ? { ...growing, text: growing.text + text, held }
    : { kind: 'answer', message, text, held, streaming: true, part: 0 };
  return growing ? entries.toSpliced(index, 1, ...divided(part)) : [...entries, ...divided(part)];
}

/** What was streamed stands as it is. */
export function endStreaming(entries: readonly Entry[]): readonly Entry[] {
  if (!entries.some((entry) => entry.kind === 'answer' && entry.streaming)) return entries;
  return entries.map((entry) =>
    entry.kind === 'answer' && entry.streaming
      ? { ...entry, text: entry.text + safeText(entry.held), held: '', streaming: false }
      : entry,
  );
}
