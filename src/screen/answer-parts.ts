import { safePiece, safeText } from './safe-text.ts';
import type { AnswerEntry, Entry } from './transcript.ts';

/*
 * A streamed answer is kept in parts of some thousand characters, of which only the last one grows: what is finished
 * is never wrapped again, so that a piece costs the same at the end of a long answer as at its beginning.
 */

/** In UTF-16 units. A longer part is divided after a row that is not blank. */
const partLength = 4_000;
/** Of one answer: two million characters. The rest of a longer one is not shown. */
export const maximumParts = 500;

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The marks of the code block that is still open at the end of the text. */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const marks = fence.exec(line)?.[1];
    if (marks === undefined) continue;
    if (open === undefined) open = marks;
    else if (marks.startsWith(open)) open = undefined;
  }
  return open;
}

/** Divides a part that has grown too long. What is divided off begins with its code block's mark, if it is in one. */
function divide(part: AnswerEntry): readonly AnswerEntry[] {
  if (part.text.length <= partLength) return [part];
  const row = part.text.indexOf('\n', partLength / 2);
  const head = row < 0 ? '' : part.text.slice(0, row).trimEnd();
  if (head === '') return [part];
  const marks = openFence(head);
  const rest = part.text.slice(head.length + 1);
  const text = marks === undefined ? rest : `${marks}\n${rest}`;
  return [
    { ...part, text: head, held: '', streaming: false },
    ...divide({ ...part, text, continues: true }),
  ];
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
  if (growing && entries.filter(isPartOf(message)).length > maximumParts) return entries;
  const { text, held } = safePiece(growing?.held ?? '', piece);
  const part: AnswerEntry = growing
    ? { ...growing, text: growing.text + text, held }
    : { kind: 'answer', message, text, held, streaming: true };
  return growing ? entries.toSpliced(index, 1, ...divide(part)) : [...entries, ...divide(part)];
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
