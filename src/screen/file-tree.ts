import { type Entry, entriesOf, find, type OrderedTree, put, remove } from './ordered-tree.ts';

export interface ScreenFile {
  readonly path: string;
  /** Bytes of UTF-8. */
  readonly size: number;
  readonly revision: number;
  readonly writer: string;
  /** The REPL that the writer belongs to, where it is another one. Safe. */
  readonly origin?: string;
  /** ISO 8601. */
  readonly changedAt: string;
  /** The request that changed it last. */
  readonly request?: string;
  /** How many prompts its user had submitted by then. */
  readonly prompts: number;
}

export interface FileLeaf extends Entry {
  readonly file: ScreenFile;
}

/**
 * All files of a user, or those below a directory of theirs. Never changes: a change of a file makes a new tree, which
 * shares with the one before what lies beside the file's path. A directory is there as long as it has a file.
 */
export interface FileTree extends Entry {
  readonly entries: OrderedTree<TreeEntry>;
}

export type TreeEntry = FileLeaf | FileTree;

/** Directories stand before files, each by name. */
export const directoryKey = (name: string): string => `0${name}`;
export const fileKey = (name: string): string => `1${name}`;

export const nameOf = ({ key }: TreeEntry): string => key.slice(1);
export const isDirectory = (entry: TreeEntry): entry is FileTree => 'entries' in entry;

const directory = (key: string, entries: OrderedTree<TreeEntry>): FileTree => ({
  key,
  entries,
  rows: 1 + (entries?.rows ?? 0),
  files: entries?.files ?? 0,
  bytes: entries?.bytes ?? 0,
});

export const emptyTree: FileTree = directory('', undefined);

function directoryIn({ entries }: FileTree, name: string): FileTree | undefined {
  const entry = find(entries, directoryKey(name));
  return entry && isDirectory(entry) ? entry : undefined;
}

function fileIn({ entries }: FileTree, name: string): FileLeaf | undefined {
  const entry = find(entries, fileKey(name));
  return entry && !isDirectory(entry) ? entry : undefined;
}

function putBelow(tree: FileTree, [name = '', ...rest]: readonly string[], file: ScreenFile) {
  if (rest.length === 0) {
    const leaf: FileLeaf = { key: fileKey(name), rows: 1, files: 1, bytes: file.size, file };
    return directory(tree.key, put<TreeEntry>(tree.entries, leaf));
  }
  const below = directoryIn(tree, name) ?? directory(directoryKey(name), undefined);
  const changed: FileTree = putBelow(below, rest, file);
  return directory(tree.key, put<TreeEntry>(tree.entries, changed));
}

/** With the file, in the place of one that has its path. */
export const putFile = (tree: FileTree, file: ScreenFile): FileTree =>
  putBelow(tree, file.path.split('/'), file);

function removeBelow(tree: FileTree, [name = '', ...rest]: readonly string[]): FileTree {
  if (rest.length === 0) {
    const entries = remove(tree.entries, fileKey(name));
    return entries === tree.entries ? tree : directory(tree.key, entries);
  }
  const below = directoryIn(tree, name);
  if (!below) return tree;
  const changed = removeBelow(below, rest);
  if (changed === below) return tree;
  const entries =
    changed.files === 0 ? remove(tree.entries, below.key) : put(tree.entries, changed);
  return directory(tree.key, entries);
}

/** Without the file of that path; the same tree where there is none. */
export const removeFile = (tree: FileTree, path: string): FileTree =>
  removeBelow(tree, path.split('/'));

/** The directory of that path, or else the file. */
export function findEntry(tree: FileTree, path: string): TreeEntry | undefined {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  let at: FileTree | undefined = tree;
  for (const segment of segments) at = at && directoryIn(at, segment);
  return at && (directoryIn(at, name) ?? fileIn(at, name));
}

export function findFile(tree: FileTree, path: string): ScreenFile | undefined {
  const entry = findEntry(tree, path);
  return entry && !isDirectory(entry) ? entry.file : undefined;
}

/** Every file, in the order of the tree. */
export function* filesIn(tree: FileTree): Generator<ScreenFile> {
  for (const entry of entriesOf(tree.entries)) {
    if (isDirectory(entry)) yield* filesIn(entry);
    else yield entry.file;
  }
}
