import type { Author, FileVersion } from '../files/file-store.ts';

/**
 * What a file is compared with: as it was before its last change, or as the request that made that change found it,
 * which is before the first change that the request made to it. Where no request made it, the two are the same.
 */
export type DiffSince = 'change' | 'request';

/** A place where two texts differ, with the lines around it. Line numbers count from 1. */
export interface DiffHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each begins with ` ` (in both), `-` (only before), `+` (only after) or `\\` (a remark on the line before). */
  readonly lines: readonly string[];
}

/** What a change of a file made different. */
export interface FileDiff {
  readonly since: DiffSince;
  /** 0: there was no file. Missing: what it was is no longer kept. */
  readonly from?: number;
  /** 0: there is no file. */
  readonly to: number;
  /** Who changed it last. */
  readonly author: Author;
  /** Missing where `from` is. */
  readonly hunks?: readonly DiffHunk[];
}

/** Texts that differ in more lines are told as replaced whole: to compare them would block for seconds. */
const mostEdits = 1_000;

/**
 * What the last of these versions, oldest first, made different.
 *
 * @throws RangeError where there is none
 */
export async function diffVersions(
  versions: readonly FileVersion[],
  since: DiffSince,
): Promise<FileDiff> {
  const last = versions.at(-1);
  if (!last) throw new RangeError('A file without a version can not be compared.');
  const ofLast = { since, to: revisionOf(last), author: last.author };
  const base = baseOf(versions, since);
  if (base === 'dropped') return ofLast;
  const hunks = await compare(base?.content ?? '', last.content ?? '');
  return { ...ofLast, from: base ? revisionOf(base) : 0, hunks };
}

const revisionOf = ({ operation, revision }: FileVersion): number =>
  operation === 'deleted' ? 0 : revision;

/** Each REPL counts its requests by itself: see `droppedRequests`. */
const requestOf = ({ request, origin }: Partial<Author> = {}): string | undefined =>
  request === undefined || origin === undefined ? request : `${origin}#${request}`;

/** The version to compare with; none where there was no file. */
function baseOf(
  versions: readonly FileVersion[],
  since: DiffSince,
): FileVersion | 'dropped' | undefined {
  const request = requestOf(versions.at(-1)?.author);
  const first =
    since === 'change' || request === undefined
      ? versions.length - 1
      : versions.findIndex((version) => requestOf(version.author) === request);
  // What the request found was before a version that is no longer kept.
  const began = versions[0]?.droppedRequests ?? [];
  if (since === 'request' && request !== undefined && began.includes(request)) return 'dropped';
  if (versions[first]?.operation === 'created') return undefined;
  return versions[first - 1] ?? 'dropped';
}

async function compare(before: string, after: string): Promise<readonly DiffHunk[]> {
  const { structuredPatch } = await import('diff');
  const options = { context: 3, maxEditLength: mostEdits };
  const patch = structuredPatch('', '', before, after, '', '', options);
  if (patch) return patch.hunks;
  const [removed, added] = [linesOf(before, '-'), linesOf(after, '+')];
  return [
    {
      oldStart: Math.min(1, removed.count),
      oldLines: removed.count,
      newStart: Math.min(1, added.count),
      newLines: added.count,
      lines: [...removed.lines, ...added.lines],
    },
  ];
}

function linesOf(text: string, sign: '-' | '+') {
  const lines = text.split('\n');
  const ends = lines.at(-1) === '';
  if (ends) lines.pop();
  const signed = lines.map((line) => sign + line);
  const remark = ends ? [] : ['\\ No newline at end of file'];
  return { count: lines.length, lines: [...signed, ...remark] };
}
