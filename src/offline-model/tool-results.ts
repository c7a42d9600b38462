/** What a page of a file came to. `next` is the offset of the page after it, where there is one. */
export interface Page {
  readonly text: string;
  readonly next: number | undefined;
}

const failure = 'Error: ';
const pageLine =
  /\n?\[bytes (\d{1,12})[–-](\d{1,12}) of (\d{1,12}): call read_file with offset (\d{1,12}) for the rest\]\s*$/;
const longestPageLine = 160;

export function isFailure(result: string): boolean {
  return result.startsWith(failure);
}

/** The reason of a failed call, without its prefix. */
export function reasonOf(result: string): string {
  return result.slice(failure.length).trim();
}

/**
 * Whether a failed read surely was one of a file that does not exist: it says so and names the path. A file may hold
 * text that begins like an error, and must not be taken for a missing one.
 */
export function saysMissing(result: string, path: string): boolean {
  return (
    !result.trimEnd().includes('\n') &&
    result.includes(path) &&
    /\b(no (such )?file|not found|(does not|doesn't) exist|missing)\b/i.test(result)
  );
}

/** Takes a result of read_file apart. The line about the rest only counts where it fits the page that was asked for. */
export function readPage(result: string, offset: number): Page {
  const tail = result.slice(-longestPageLine);
  const match = pageLine.exec(tail);
  if (match === null) return { text: result, next: undefined };
  const [from, to, size, next] = match.slice(1).map(Number);
  if (from === undefined || to === undefined || size === undefined || next === undefined) {
    return { text: result, next: undefined };
  }
  if (from !== offset || next !== to || to <= from || to >= size)
    return { text: result, next: undefined };
  // A newline before the line may be the file's own: the count of bytes tells.
  const lineStart = result.length - tail.length + match.index;
  const text = result.slice(0, lineStart);
  const own = result[lineStart] === '\n' && Buffer.byteLength(text) + 1 === to - from;
  return { text: own ? `${text}\n` : text, next };
}

export interface ListedFile {
  readonly path: string;
  readonly details: string;
}

/** The files of a result of list_files, none for a sentence that says so. */
export function readListing(result: string): ListedFile[] {
  return result.split('\n').flatMap((line) => {
    const [path, ...details] = line.split('\t');
    return path === undefined || path === '' || details.length === 0
      ? []
      : [{ path, details: details.map((detail) => detail.trim()).join(' · ') }];
  });
}
