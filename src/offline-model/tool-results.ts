/** What a page of a file came to. `next` is the offset of the page after it, where there is one. */
export interface Page {
  readonly text: string;
  readonly next: number | undefined;
}

/** How our tools begin the word of a failure, and what the runtime tells of a handler that threw. */
const failure = /^(?:Error: |Tool execution failed)/;
const positionLine =
  /\n\[(?:bytes|files) (\d{1,12})[–-](\d{1,12}) of (\d{1,12}): (?:the end|call \w{1,40} with offset (\d{1,12}) for the rest)\]\s*$/;
const longestPositionLine = 200;

export function isFailure(result: string): boolean {
  return failure.test(result);
}

/** The reason of a failed call, without its prefix. */
export function reasonOf(result: string): string {
  return result.replace(/^Error: /, '').trim();
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

/**
 * Takes a page of a file or of a list apart: its text, and where the next begins. A file may end in a line like the one
 * that tells the position, so it only counts as one where it fits both the page that was asked for and its size.
 */
export function readPage(
  result: string,
  offset: number,
  sizeOf: (text: string) => number = Buffer.byteLength,
): Page {
  const whole = { text: result, next: undefined };
  const tailStart = Math.max(0, result.length - longestPositionLine);
  const match = positionLine.exec(result.slice(tailStart));
  if (match === null) return whole;
  const [from, to, total] = match.slice(1, 4).map(Number);
  const text = result.slice(0, tailStart + match.index);
  if (from !== offset || to === undefined || total === undefined) return whole;
  if (to <= from || sizeOf(text) !== to - from) return whole;
  return { text, next: to < total ? to : undefined };
}

/** The size of a page of a list. */
export function countLines(text: string): number {
  return text.split('\n').length;
}

export interface ListedFile {
  readonly path: string;
  readonly details: string;
}

/** A line of words with a full stop: names of files seldom are like that. */
const sentence = /^\S+ .*[.!]$/;

/**
 * The files of a result of list_files, one a line, none for a sentence that says so. Other tools of that name than ours may
 * tell of paths alone.
 */
export function readListing(result: string): ListedFile[] {
  if (sentence.test(result.trim())) return [];
  return result.split('\n').flatMap((line) => {
    const [path = '', ...details] = line.trimEnd().split('\t');
    return path === ''
      ? []
      : [{ path, details: details.map((detail) => detail.trim()).join(' · ') }];
  });
}
