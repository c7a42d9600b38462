import { FilesError } from '../errors.ts';
import type { FileToolName } from './file-tool-names.ts';

/**
 * Bytes of UTF-8 in a page, beside its last line. The runtime writes a tool result of more than 20,480 bytes to the
 * host's disk and sends the model its path instead.
 */
export const bytesPerPage = 16 * 1024;

/** Part of a sequence: what lies at `from` up to, not including, `to`. */
export interface Page {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/**
 * The page of a text that begins at a byte offset; an offset inside a character means that character's beginning. Its
 * `from`, `to` and `total` are bytes. @throws `offset-invalid` at or beyond the end
 */
export function pageOfText(text: string, offset: number): Page {
  const bytes = Buffer.from(text);
  refuseBeyond(offset, bytes.length, 'B');
  const from = characterStart(bytes, offset);
  const to = characterStart(bytes, Math.min(from + bytesPerPage, bytes.length));
  return { text: bytes.toString('utf8', from, to), from, to, total: bytes.length };
}

/**
 * The page of a list that begins with line number `offset`, counted from 0, and holds whole lines. Its `from`, `to`
 * and `total` are lines. @throws `offset-invalid` at or beyond the end
 */
export function pageOfLines(lines: readonly string[], offset: number): Page {
  refuseBeyond(offset, lines.length, 'files');
  let to = offset;
  let size = 0;
  for (const line of lines.slice(offset)) {
    size += Buffer.byteLength(line) + 1;
    if (size > bytesPerPage && to > offset) break;
    to += 1;
  }
  return { text: lines.slice(offset, to).join('\n'), from: offset, to, total: lines.length };
}

function refuseBeyond(offset: number, total: number, unit: string): void {
  if (offset === 0 || offset < total) return;
  throw new FilesError(
    'offset-invalid',
    `The offset ${offset} is beyond the end: there are ${total} ${unit}. Use a smaller offset, or none.`,
  );
}

/** The beginning of the UTF-8 sequence which holds the byte at `index`. */
function characterStart(bytes: Buffer, index: number): number {
  let start = index;
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}

/** The page, and where it is not all there is: a last line that says so. */
export function withPosition(
  { text, from, to, total }: Page,
  unit: string,
  tool: FileToolName,
): string {
  if (from === 0 && to === total) return text;
  const rest = to < total ? `call ${tool} with offset ${to} for the rest` : 'the end';
  return `${text}\n[${unit} ${from}–${to} of ${total}: ${rest}]`;
}
