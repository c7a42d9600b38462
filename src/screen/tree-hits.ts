import fuzzysort from 'fuzzysort';
import { type FileTree, filesIn, type ScreenFile } from './file-tree.ts';
import { safeLine } from './safe-text.ts';
import type { TreeRow, TreeRows } from './tree-rows.ts';

/** More hits than this help nobody. */
export const mostHits = 1_000;

interface Hit {
  readonly file: ScreenFile;
  readonly indexes: readonly number[];
}

function rowOf({ file, indexes }: Hit): TreeRow {
  const name = safeLine(file.path);
  // Where a path had to be made safe its letters have moved.
  const hits = name === file.path ? indexes : [];
  return { path: file.path, name, depth: 0, file, hits };
}

function search(tree: FileTree, text: string): readonly Hit[] {
  const files = [...filesIn(tree)];
  if (text.trim() === '') return files.slice(0, mostHits).map((file) => ({ file, indexes: [] }));
  const found = fuzzysort.go(text, files, { key: 'path', limit: mostHits, threshold: 0.2 });
  return found.map(({ obj: file, indexes }) => ({
    file,
    indexes: [...indexes].sort((a, b) => a - b),
  }));
}

const cache = new WeakMap<FileTree, { text: string; rows: TreeRows }>();

/** The files whose paths match what is searched for, best first. The same tree and text are searched once. */
export function treeHits(tree: FileTree, text: string): TreeRows {
  const known = cache.get(tree);
  if (known?.text === text) return known.rows;
  const hits = search(tree, text);
  const slice = (from: number, to: number) => hits.slice(from, to).map(rowOf);
  const rows: TreeRows = {
    length: hits.length,
    slice,
    at: (index) => slice(Math.max(0, index), index + 1)[0],
    indexOf: (path) =>
      Math.max(
        0,
        hits.findIndex(({ file }) => file.path === path),
      ),
  };
  cache.set(tree, { text, rows });
  return rows;
}
