import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../readme/shell-commands.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(`${root}${name}`, 'utf8');
const page = read('docs/architecture.md');

/** The parts of the page's diffs, each of one file: the lines that it has after the change. */
const hunks = blocksOf(page, 'diff').flatMap((block) =>
  block
    .split(/^@@ /m)
    .slice(1)
    .map((hunk) => {
      const [file = '', ...lines] = hunk.trimEnd().split('\n');
      const after = lines.filter((line) => !line.startsWith('-'));
      return {
        file: file.replace(/ @@$/, ''),
        after: after.map((line) => line.replace(/^[+ ]/, '').trim()),
      };
    }),
);

describe('the page on the architecture', () => {
  it('shows how to add a tool, a command, a store, a model source, a step and an expectation', () => {
    const sections = page.split(/^### /m).slice(1);
    expect(sections).toHaveLength(6);
    for (const section of sections) expect(blocksOf(section, 'diff'), section).toHaveLength(1);
  });

  it.each(hunks)('shows $file as it is', ({ file, after }) => {
    const source = read(file)
      .split('\n')
      .map((line) => line.trim())
      .join('\n');
    // `…` stands for what is left out.
    let at = 0;
    for (const part of after.join('\n').split(/\n?^…$\n?/m)) {
      const found = source.indexOf(part, at);
      expect(found, part).toBeGreaterThanOrEqual(0);
      at = found + part.length;
    }
  });

  it('names files that there are', () => {
    const names = [...page.matchAll(/`((?:src|test|docs)\/[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(statSync(`${root}${name}`), name).toBeTruthy();
  });
});
