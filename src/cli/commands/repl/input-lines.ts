import { isUtf8 } from 'node:buffer';
import { UsageError } from '../../errors.ts';

/** A line without its end, or why it can't be one. */
export type InputLine = { readonly text: string } | { readonly problem: string };

export interface LineLimit {
  /** Bytes, without the line's end. */
  readonly bytes: number;
  /** What is said of a longer line. */
  readonly problem: string;
}

const newline = 0x0a;
const byteOrderMark = '\ufeff';

async function* bytesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of input) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`standard input can not be read: ${why}`);
  }
}

function decode(line: Buffer): InputLine {
  if (!isUtf8(line)) return { problem: 'a line is text in UTF-8, this one is not' };
  return { text: line.toString().replace(/\r$/, '') };
}

/**
 * Splits UTF-8 text at `\n` or `\r\n`; the last line needs no end, and a byte order mark is no part of the first. A
 * line over the limit is told as soon as it is over, and skipped: no more than the limit and a chunk is ever held.
 * @throws UsageError where the input can't be read
 */
export async function* inputLines(
  input: AsyncIterable<Uint8Array | string>,
  limit: LineLimit,
): AsyncGenerator<InputLine> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let first = true;
  const take = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= limit.bytes) pieces.push(piece);
    else pieces = [];
  };
  const finish = (): InputLine => {
    const line = decode(Buffer.concat(pieces));
    const marked = first && 'text' in line && line.text.startsWith(byteOrderMark);
    pieces = [];
    length = 0;
    first = false;
    return marked ? { text: line.text.slice(1) } : line;
  };

  for await (const chunk of bytesOf(input)) {
    for (let start = 0; start < chunk.length; ) {
      const end = chunk.indexOf(newline, start);
      const wasOver = length > limit.bytes;
      take(chunk.subarray(start, end === -1 ? chunk.length : end));
      const isOver = length > limit.bytes;
      if (isOver && !wasOver) yield { problem: limit.problem };
      if (end === -1) break;
      const line = finish();
      if (!isOver) yield line;
      start = end + 1;
    }
  }
  if (length > 0 && length <= limit.bytes) yield finish();
}
