import {
  directoryKey,
  type FileTree,
  fileKey,
  findEntry,
  isDirectory,
  nameOf,
  type ScreenFile,
  type TreeEntry,
} from './file-tree.ts';
import { rowsBefore, visitFrom } from './ordered-tree.ts';
import { safeLine } from './safe-text.ts';

/** One row of a user's files. */
export interface TreeRow {
  /** As commands need it. Of a directory: without the slash at its end. */
  readonly path: string;
  /** What is shown, safe for a terminal: the last segment, or the whole path in a list of hits. */
  readonly name: string;
  /** 0 at the top. */
  readonly depth: number;
  /** Missing: a directory. */
  readonly file?: ScreenFile;
  /** Where letters of the name stand that were searched for: indices of code units, ascending. */
  readonly hits?: readonly number[];
}

/** Rows that are made when they are looked at: their number may be large, but a screen shows few. */
export interface TreeRows {
  readonly length: number;
  at(index: number): TreeRow | undefined;
  slice(from: number, to: number): readonly TreeRow[];
  /**
   * The row of that path. Where there is none: of the directory that hides it, or of what has taken its place, as
   * where the file was deleted. 0 where there are no rows.
   */
  indexOf(path: string): number;
}

/** Rows of the whole tree, with everything open: `[from, to)`. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** How many rows of the whole tree stand before that path, or before the place where it would be. */
function rankOf(tree: FileTree, path: string): number {
  const [name = '', ...rest] = path.split('/');
  const below = findEntry(tree, name);
  const directory = below && isDirectory(below) ? below : undefined;
  const key = directory || rest.length > 0 ? directoryKey(name) : fileKey(name);
  const before = rowsBefore(tree.entries, key);
  return directory && rest.length > 0 ? before + 1 + rankOf(directory, rest.join('/')) : before;
}

/** What closed directories hide, in order, none within another. */
function hiddenRanges(tree: FileTree, closed: ReadonlySet<string>): readonly Range[] {
  const ranges: Range[] = [];
  for (const path of closed) {
    const entry = findEntry(tree, path);
    if (!entry || !isDirectory(entry)) continue;
    const rank = rankOf(tree, path);
    ranges.push({ from: rank + 1, to: rank + entry.rows });
  }
  ranges.sort((a, b) => a.from - b.from);
  let end = 0;
  return ranges.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

/** The row of the whole tree that is shown as number `index`. */
function rankShown(hidden: readonly Range[], index: number): number {
  let rank = index;
  for (const { from, to } of hidden) {
    if (rank < from) break;
    rank += to - from;
  }
  return rank;
}

/** As which number a row of the whole tree is shown, or the directory that hides it. */
function indexShown(hidden: readonly Range[], rank: number): number {
  let left = 0;
  for (const { from, to } of hidden) {
    if (rank < from) break;
    if (rank < to) return from - 1 - left;
    left += to - from;
  }
  return rank - left;
}

function collect(
  tree: FileTree,
  closed: ReadonlySet<string>,
  skip: number,
  count: number,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (above: string, depth: number) => (entry: TreeEntry, left: number) => {
    if (rows.length >= count) return 'enough';
    const name = nameOf(entry);
    const path = above + name;
    if (!isDirectory(entry)) rows.push({ path, name: safeLine(name), depth, file: entry.file });
    else {
      if (left === 0) rows.push({ path, name: safeLine(name), depth });
      if (!closed.has(path))
        return visitFrom(entry.entries, Math.max(0, left - 1), visit(`${path}/`, depth + 1));
    }
    return undefined;
  };
  visitFrom(tree.entries, skip, visit('', 0));
  return rows;
}

function arrange(tree: FileTree, closed: ReadonlySet<string>): TreeRows {
  const hidden = hiddenRanges(tree, closed);
  const length = tree.rows - 1 - hidden.reduce((sum, { from, to }) => sum + to - from, 0);
  const slice = (from: number, to: number) =>
    collect(tree, closed, rankShown(hidden, from), Math.max(0, Math.min(to, length) - from));
  return {
    length,
    slice,
    at: (index) => (index < 0 || index >= length ? undefined : slice(index, index + 1)[0]),
    indexOf: (path) => Math.max(0, Math.min(length - 1, indexShown(hidden, rankOf(tree, path)))),
  };
}

const cache = new WeakMap<FileTree, { closed: ReadonlySet<string>; rows: TreeRows }>();

/**
 * The rows of a tree, directories first, without what lies in closed directories. To make them costs some steps for
 * each closed directory, to look at some of them a few for each, however many there are.
 */
export function treeRows(tree: FileTree, closed: ReadonlySet<string>): TreeRows {
  const known = cache.get(tree);
  if (known?.closed === closed) return known.rows;
  const rows = arrange(tree, closed);
  cache.set(tree, { closed, rows });
  return rows;
}
