import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyTree,
  type FileTree,
  filesIn,
  findFile,
  isDirectory,
  putFile,
  removeFile,
  type ScreenFile,
} from '../../src/screen/file-tree.ts';
import { entriesOf, type OrderedTree } from '../../src/screen/ordered-tree.ts';
import { type TreeRow, treeRows } from '../../src/screen/tree-rows.ts';
import { countNodes } from './count-nodes.ts';

const file = (path: string, size = 10): ScreenFile => ({
  path,
  size,
  revision: 1,
  writer: 'C1',
  changedAt: '2026-01-01T12:00:00.000Z',
  prompts: 0,
});

const treeOf = (paths: readonly string[]): FileTree =>
  paths.reduce((tree, path) => putFile(tree, file(path)), emptyTree);

const none: ReadonlySet<string> = new Set();

/** The rows as anyone would make them who has no thought for time. */
function plainRows(paths: readonly string[], closed: ReadonlySet<string>, above = ''): string[] {
  const below = paths
    .filter((path) => path.startsWith(above))
    .map((path) => path.slice(above.length));
  const directories = [
    ...new Set(below.flatMap((path) => (path.includes('/') ? (path.split('/')[0] ?? []) : []))),
  ];
  const files = below.filter((path) => !path.includes('/'));
  return [
    ...directories
      .sort()
      .flatMap((name) => [
        `${above}${name}/`,
        ...(closed.has(above + name) ? [] : plainRows(paths, closed, `${above}${name}/`)),
      ]),
    ...files.sort().map((name) => above + name),
  ];
}

const shown = (rows: readonly TreeRow[]) =>
  rows.map((row) => (row.file ? row.path : `${row.path}/`));

/** Every node is as high as it says, leans by 1 at most, and sums up what is below it. */
function checkBalance(tree: OrderedTree<ReturnType<typeof entry>>): number {
  if (!tree) return 0;
  const [left, right] = [checkBalance(tree.left), checkBalance(tree.right)];
  expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
  expect(tree.height).toBe(1 + Math.max(left, right));
  return tree.height;
}
const entry = (tree: FileTree) => {
  const [first] = entriesOf(tree.entries);
  if (!first) throw new Error('no entry');
  return first;
};

const segment = fc.constantFrom('a', 'b', 'c', 'd', '0', 'A');
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
/** Paths that can be there together: none is below another. */
const step = fc.record({ path, remove: fc.boolean() });

describe('a tree of files', () => {
  it('is the same as a map, whatever is written and deleted, and never changes itself', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.array(path, { maxLength: 4 }),
        (steps, shut) => {
          const kept = new Map<string, ScreenFile>();
          const closed = new Set(shut);
          let tree = emptyTree;
          for (const { path: at, remove } of steps) {
            const before = tree;
            const rowsBefore = shown(treeRows(before, none).slice(0, 1_000));
            if (remove) {
              kept.delete(at);
              tree = removeFile(tree, at);
            } else {
              const changed = file(at, kept.size);
              kept.set(at, changed);
              tree = putFile(tree, changed);
            }
            expect(shown(treeRows(before, none).slice(0, 1_000))).toEqual(rowsBefore);
          }
          const all = [...kept.values()];
          expect(tree.files).toBe(all.length);
          expect(tree.bytes).toBe(all.reduce((sum, { size }) => sum + size, 0));
          expect([...filesIn(tree)].map((each) => each.path).sort()).toEqual(
            [...kept.keys()].sort(),
          );
          for (const each of all) {
            const isHidden =
              tree &&
              treeRows(tree, none)
                .slice(0, 1_000)
                .some((row) => !row.file && row.path === each.path);
            if (!isHidden) expect(findFile(tree, each.path)).toBe(each);
          }
          const expected = plainRows([...kept.keys()], closed);
          const rows = treeRows(tree, closed);
          expect(rows.length).toBe(expected.length);
          expect(shown(rows.slice(0, rows.length))).toEqual(expected);
          expected.forEach((_, index) => {
            expect(shown(rows.slice(index, index + 2))).toEqual(expected.slice(index, index + 2));
          });
          checkBalance(tree.entries);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays balanced when files come in order, and when they go', () => {
    const paths = Array.from({ length: 1_000 }, (_, index) => `f${String(index).padStart(4, '0')}`);
    let tree = treeOf(paths);
    expect(checkBalance(tree.entries)).toBeLessThanOrEqual(14);
    for (const each of paths.slice(0, 900)) tree = removeFile(tree, each);
    expect(checkBalance(tree.entries)).toBeLessThanOrEqual(9);
    expect(entry(tree)).toMatchObject({ file: { path: 'f0900' } });
  });

  it('finds the row of a path, or of what stands in its place', () => {
    const paths = ['docs/a.md', 'docs/b.md', 'docs/sub/x.md', 'notes.md', 'todo.md'];
    const tree = treeOf(paths);
    const rows = treeRows(tree, none);
    shown(rows.slice(0, 99)).forEach((row, index) => {
      expect(rows.indexOf(row.replace(/\/$/, ''))).toBe(index);
    });
    const closed = treeRows(tree, new Set(['docs/sub', 'docs']));
    expect(shown(closed.slice(0, 9))).toEqual(['docs/', 'notes.md', 'todo.md']);
    expect(closed.indexOf('docs/sub/x.md')).toBe(0);
    expect(closed.indexOf('docs/sub')).toBe(0);
    expect(closed.indexOf('todo.md')).toBe(2);
    // A rename: the one is gone, the other not selected. The cursor stays where it was.
    const renamed = putFile(removeFile(tree, 'notes.md'), file('zebra.md'));
    expect(treeRows(renamed, none).at(treeRows(renamed, none).indexOf('notes.md'))?.path).toBe(
      'todo.md',
    );
    // The last one goes: the row above.
    const shorter = removeFile(tree, 'todo.md');
    expect(treeRows(shorter, none).at(treeRows(shorter, none).indexOf('todo.md'))?.path).toBe(
      'notes.md',
    );
    // A whole directory goes.
    const without = paths.slice(0, 3).reduce(removeFile, tree);
    expect(treeRows(without, none).at(treeRows(without, none).indexOf('docs/sub/x.md'))?.path).toBe(
      'notes.md',
    );
    expect(treeRows(emptyTree, none).indexOf('notes.md')).toBe(0);
    expect(treeRows(emptyTree, none).at(0)).toBeUndefined();
  });

  it('lets a file take the place of a directory, and a directory that of a file', () => {
    const tree = putFile(removeFile(treeOf(['a/b']), 'a/b'), file('a'));
    expect(shown(treeRows(tree, none).slice(0, 9))).toEqual(['a']);
    const back = putFile(removeFile(tree, 'a'), file('a/b'));
    expect(shown(treeRows(back, new Set(['a'])).slice(0, 9))).toEqual(['a/']);
  });
});

describe('10,000 files', () => {
  const paths = Array.from(
    { length: 10_000 },
    (_, index) => `d${index % 10}/e${Math.floor(index / 10) % 10}/f${index}.md`,
  );
  const flat = Array.from({ length: 10_000 }, (_, index) => `f${index}.md`);

  /** Objects of the tree after it that are not of the one before. */
  function made(before: object, after: object): number {
    const old = new Set<unknown>();
    const walk = (value: unknown, visit: (object: object) => boolean) => {
      if (typeof value !== 'object' || value === null || !visit(value)) return;
      for (const each of Object.values(value)) walk(each, visit);
    };
    walk(before, (object) => !old.has(object) && old.add(object) !== undefined);
    const fresh = new Set<object>();
    walk(
      after,
      (object) => !old.has(object) && !fresh.has(object) && fresh.add(object) !== undefined,
    );
    return fresh.size;
  }

  it.each([
    ['in 100 directories', paths, 'd3/e4/new.md'],
    ['in one directory', flat, 'new.md'],
  ])('%s: a change looks at some 60 nodes and makes some 60', (_name, all, path) => {
    const tree = treeOf(all);
    const written = countNodes(tree);
    putFile(written.value, file(path));
    expect(written.seen()).toBeLessThan(60);
    const deleted = countNodes(tree);
    removeFile(deleted.value, all[4_321] ?? '');
    expect(deleted.seen()).toBeLessThan(60);
    expect(made(tree, putFile(tree, file(path)))).toBeLessThan(60);
    expect(made(tree, removeFile(tree, all[4_321] ?? ''))).toBeLessThan(60);
  });

  it.each([
    ['all open', []],
    ['some closed', ['d1', 'd3/e4', 'd3', 'd9/e9']],
  ])('a screen of 40 rows looks at some 200 nodes (%s)', (_name, closed) => {
    const counted = countNodes(treeOf(paths));
    const rows = treeRows(counted.value, new Set(closed));
    const at = rows.indexOf('d7/e7/f5077.md');
    const shownRows = rows.slice(at - 20, at + 20);
    expect(shownRows).toHaveLength(40);
    expect(shownRows[20]?.path).toBe('d7/e7/f5077.md');
    expect(counted.seen()).toBeLessThan(250);
  });

  it('a screen that is drawn again arranges nothing again', () => {
    const tree = treeOf(paths);
    const closed = new Set(['d1']);
    expect(treeRows(tree, closed)).toBe(treeRows(tree, closed));
    expect(isDirectory(entry(tree))).toBe(true);
  });
});
