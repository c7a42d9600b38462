import { describe, expect, it } from 'vitest';
import { emptyTree, putFile } from '../../src/screen/file-tree.ts';
import { mostHits, treeHits } from '../../src/screen/tree-hits.ts';

const treeOf = (paths: readonly string[]) =>
  paths.reduce(
    (tree, path) =>
      putFile(tree, { path, size: 1, revision: 1, writer: 'C1', changedAt: '', prompts: 0 }),
    emptyTree,
  );

describe('searching the tree', () => {
  const tree = treeOf([
    'src/app/main.ts',
    'docs/manual.md',
    'notes.md',
    'src/map.ts',
    'e\u0301té/ma.md',
  ]);

  it('finds paths whose letters come in that order, the best first, and says which letters', () => {
    const rows = treeHits(tree, 'main');
    expect(rows.at(0)).toMatchObject({
      path: 'src/app/main.ts',
      name: 'src/app/main.ts',
      depth: 0,
    });
    const { name = '', hits = [] } = rows.at(0) ?? {};
    expect(hits.map((hit) => name.charAt(hit)).join('')).toBe('main');
    expect(rows.indexOf('src/app/main.ts')).toBe(0);
    expect(
      treeHits(tree, 'sama')
        .slice(0, 9)
        .map((row) => row.path),
    ).toContain('src/app/main.ts');
  });

  it('finds nothing where nothing matches, and everything while nothing is typed', () => {
    expect(treeHits(tree, 'xyzzy').length).toBe(0);
    expect(treeHits(tree, 'xyzzy').indexOf('notes.md')).toBe(0);
    expect(treeHits(tree, '').length).toBe(5);
  });

  it('marks no letter of a name that had to be made safe', () => {
    const odd = treeOf(['a\tmain.ts']);
    expect(treeHits(odd, 'main').at(0)).toMatchObject({ name: 'a  main.ts', hits: [] });
  });

  it('searches once for the same files and text, and bounds what it finds', () => {
    const many = treeOf(Array.from({ length: 1_500 }, (_, index) => `f${index}.md`));
    expect(treeHits(many, 'f')).toBe(treeHits(many, 'f'));
    expect(treeHits(many, 'f').length).toBe(mostHits);
    expect(treeHits(many, '').length).toBe(mostHits);
  });
});
