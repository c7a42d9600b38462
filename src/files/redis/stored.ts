import type { Author, FileEntry, FileOperation, FileVersion } from '../file-store.ts';

/*
 * How things stand in Redis, beside `scripts.ts`. Whoever has a user's credentials can write anything there: readers
 * give undefined for what makes no sense.
 */

/** What the author of a change is kept as. @param origin This REPL. */
export const writeAuthor = (author: Author, origin: string): string =>
  JSON.stringify({ ...author, origin });

/** An author of this REPL has no origin. */
export function readAuthor(text: string, origin: string): Author | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { client, request, origin: from } = (read ?? {}) as Record<string, unknown>;
  if (typeof client !== 'string' || typeof from !== 'string') return undefined;
  return {
    client,
    ...(typeof request === 'string' && { request }),
    ...(from !== origin && { origin: from }),
  };
}

/** Requests are counted by each REPL for itself: which one it was is part of what they are kept as. */
export const writeRequest = ({ request }: Author, origin: string): string =>
  request === undefined ? '' : `${origin}#${request}`;

const readRequest = (stored: string, origin: string): string =>
  stored.startsWith(`${origin}#`) ? stored.slice(origin.length + 1) : stored;

export function readEntry(
  path: string,
  stored: string,
  origin: string,
): { readonly entry: FileEntry; readonly author: Author } | undefined {
  const [, revision, size, modified = '', text = ''] =
    /^(\d+) (\d+) \d+ (\S+) (.*)$/s.exec(stored) ?? [];
  const author = readAuthor(text, origin);
  if (!author) return undefined;
  const entry = {
    path,
    size: Number(size),
    revision: Number(revision),
    writer: author.client,
    ...(author.origin && { origin: author.origin }),
    modified,
  };
  return { entry, author };
}

export function readVersion(
  [stored, content, dropped]: readonly [string, string | null, string | null],
  origin: string,
): FileVersion | undefined {
  const [, revision, operation, text = ''] = /^(\d+) (\w+) \S* (.*)$/s.exec(stored) ?? [];
  const author = readAuthor(text, origin);
  if (!author) return undefined;
  const droppedRequests = dropped?.split('\n').map((each) => readRequest(each, origin));
  return {
    revision: Number(revision),
    operation: operation as FileOperation,
    author,
    ...(content !== null && { content }),
    ...(droppedRequests && { droppedRequests }),
  };
}
