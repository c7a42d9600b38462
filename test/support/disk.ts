import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const chunkBytes = 1 << 20;

/** What vanishes while we look holds nothing, and what we may not read was not written by us. */
function isOutOfReach(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ESTALE'].includes(String(code));
}

/** Reads in pieces that overlap, so that a text on the border of two is found in a file of any size. */
async function fileHolds(
  path: string,
  text: Buffer,
  writtenSince: number,
  spend: (bytes: number) => void,
) {
  const file = await open(path);
  try {
    if ((await file.stat()).mtimeMs < writtenSince) return false;
    const buffer = Buffer.alloc(chunkBytes + text.length);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, kept, chunkBytes);
      if (bytesRead === 0) return false;
      spend(bytesRead);
      const filled = kept + bytesRead;
      if (buffer.subarray(0, filled).includes(text)) return true;
      kept = Math.min(text.length - 1, filled);
      buffer.copyWithin(0, filled - kept, filled);
    }
  } finally {
    await file.close();
  }
}

/**
 * The files below these folders that hold this text (as UTF-8) in their content or path. Links are not followed.
 *
 * @param writtenSince skips the content of files that were last written before this time, in ms since 1970: a text
 * that was made up later can't be in them, and a temporary folder may hold a lot
 * @throws RangeError with an empty text, or when there is more to read than `maximumBytes` (2 GiB): a search that gave
 * up half-way would prove nothing.
 */
export async function findText(
  folders: string | readonly string[],
  text: string,
  { maximumBytes = 2 ** 31, writtenSince = 0 } = {},
): Promise<string[]> {
  if (text === '') throw new RangeError('an empty text is everywhere');
  const wanted = Buffer.from(text);
  const found: string[] = [];
  let left = maximumBytes;
  const spend = (bytes: number) => {
    left -= bytes;
    if (left < 0) throw new RangeError(`more than ${maximumBytes} bytes to search`);
  };
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      try {
        if (entry.isDirectory()) await visit(path);
        const holds = () => fileHolds(path, wanted, writtenSince, spend);
        if (entry.name.includes(text) || (entry.isFile() && (await holds()))) found.push(path);
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
      }
    }
  };
  for (const folder of [folders].flat()) {
    try {
      await visit(folder);
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
    }
  }
  return found;
}
