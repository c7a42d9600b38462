import type { DiffHunk, FileDiff } from '../repl/file-diff.ts';

const range = (start: number, lines: number): string =>
  lines === 1 ? `${start}` : `${start},${lines}`;

/** The lines that a hunk is about, before and after: `@@ -1,3 +1,4 @@`. */
export const diffRange = ({ oldStart, oldLines, newStart, newLines }: DiffHunk): string =>
  `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;

/** What can be said of a change of which no line can be shown. */
export function diffRemark({
  since,
  from,
  hunks,
}: Pick<FileDiff, 'since' | 'from' | 'hunks'>): string | undefined {
  if (from === undefined) {
    const before = since === 'request' ? 'the request' : 'this change';
    return `what it was before ${before} is no longer kept`;
  }
  if (hunks?.length === 0) return 'nothing differs';
  return undefined;
}
