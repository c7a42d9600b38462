import type { ReplEvent } from '../../repl/events.ts';
import type { DiffHunk } from '../../repl/file-diff.ts';
import { diffRange } from '../../screen/diff-text.ts';

type Diffed = Extract<ReplEvent, { type: 'file.diffed' }>;

const side = (path: string, revision: number | undefined): string =>
  revision ? `${path}\trevision ${revision}` : '/dev/null';

/** A plain unified diff, as `patch` reads it. Nothing at all where nothing differs. */
export function unifiedDiff({ path, from, to }: Diffed, hunks: readonly DiffHunk[]): string {
  if (hunks.length === 0) return '';
  const lines = [
    `--- ${side(path, from)}`,
    `+++ ${side(path, to)}`,
    ...hunks.flatMap((hunk) => [diffRange(hunk), ...hunk.lines]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
