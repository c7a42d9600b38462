import { safeLine } from './safe-text.ts';
import type { ScreenFile, ScreenUser } from './state.ts';

/** One row of a user's file tree. */
export interface TreeRow {
  /** As commands need it. Of a directory: without the slash at its end. */
  readonly path: string;
  /** The last segment, safe for a terminal. */
  readonly name: string;
  /** 0 at the top. */
  readonly depth: number;
  /** Missing: a directory. */
  readonly file?: ScreenFile;
}

interface Directory {
  readonly directories: Map<string, Directory>;
  readonly files: Map<string, ScreenFile>;
}

const emptyDirectory = (): Directory => ({ directories: new Map(), files: new Map() });

function arrange(files: Iterable<ScreenFile>): Directory {
  const root = emptyDirectory();
  for (const file of files) {
    const segments = file.path.split('/');
    const name = segments.pop() ?? file.path;
    let directory = root;
    for (const segment of segments) {
      const next = directory.directories.get(segment) ?? emptyDirectory();
      directory.directories.set(segment, next);
      directory = next;
    }
    directory.files.set(name, file);
  }
  return root;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

function flatten(root: Directory, closed: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (directory: Directory, above: string, depth: number) => {
    for (const [segment, below] of [...directory.directories].sort(byName)) {
      const path = above + segment;
      rows.push({ path, name: safeLine(segment), depth });
      if (!closed.has(path)) visit(below, `${path}/`, depth + 1);
    }
    for (const [segment, file] of [...directory.files].sort(byName)) {
      rows.push({ path: file.path, name: safeLine(segment), depth, file });
    }
  };
  visit(root, '', 0);
  return rows;
}

type Files = ScreenUser['files'];
const cache = new WeakMap<Files, { closed: ReadonlySet<string>; rows: readonly TreeRow[] }>();

/**
 * The rows of a tree, directories first, without what lies in closed directories. The same files and closed
 * directories give the same rows, so that a large tree is arranged once for each change.
 */
export function treeRows(files: Files, closed: ReadonlySet<string>): readonly TreeRow[] {
  const known = cache.get(files);
  if (known?.closed === closed) return known.rows;
  const rows = flatten(arrange(files.values()), closed);
  cache.set(files, { closed, rows });
  return rows;
}

/** Whether the newest change of this user touched the file. */
export function isChanged({ latestChange }: ScreenUser, file: ScreenFile): boolean {
  if (!latestChange) return false;
  return latestChange.request === undefined
    ? latestChange.path === file.path
    : latestChange.request === file.request;
}
