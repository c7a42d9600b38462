import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandKeys, ownKeys } from '../../src/ui/keys/key-table.ts';
import { runProgram } from '../cli/run-program.ts';
import { blocksOf } from './shell-commands.ts';

/*
 * What the README says is so. That what can be executed in it works is tried by `npm run test:readme`.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'README.md'), 'utf8');

const spelled: Readonly<Record<string, string>> = {
  Esc: 'escape',
  '↑': 'up',
  '↓': 'down',
  '←': 'left',
  '→': 'right',
};

/** `Ctrl+X n, w · Shift+← →` as the key table writes them: what follows a chord or a modifier shares it. */
function keysIn(cell: string): readonly string[] {
  const keys: string[] = [];
  for (const group of cell.split(' · ')) {
    let before = '';
    for (const word of group.replaceAll('…', ' ').split(/,? /)) {
      const [, modifier = '', name = ''] = /^((?:\w+\+)*)(.+)$/.exec(word) ?? [];
      if (modifier) before = `${modifier}`;
      const key = `${before}${spelled[name] ?? name}`.toLowerCase();
      if (key === 'ctrl+x') before = 'ctrl+x ';
      else keys.push(key);
    }
  }
  return keys;
}

it('the program of the README is the example that runs, of thirty lines beside its imports', () => {
  const example = readFileSync(join(root, 'examples/pattern.js'), 'utf8');
  expect(blocksOf(page, 'js')).toEqual([example]);
  const lines = example
    .split('\n')
    .filter((line) => line !== '' && !/^\s*\/\/|^import /.test(line));
  const asked = lines.findIndex((line) => line.startsWith('console.log'));
  expect(asked).toBe(30);
});

describe('what the README says of the program', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));

  it('quotes errors that there are', () => {
    const questions = page.slice(page.indexOf('## Questions'), page.indexOf('## Read on'));
    const quoted = [...questions.matchAll(/^\*\*`(.*?)`\*\*/gm)].map(([, text = '']) => text);
    expect(quoted.length).toBeGreaterThan(3);
    for (const text of quoted) {
      const parts = text.split('…').map((part) => part.trim());
      const found = sources.some((source) => parts.every((part) => source.includes(part)));
      expect(found, text).toBe(true);
    }
  });

  it('names options that there are', async () => {
    const { stdout } = await runProgram(['--help']);
    const table = page.slice(page.indexOf('## Options'), page.indexOf('## Keys'));
    const named = [...table.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option);
    expect(named.length).toBeGreaterThan(15);
    for (const option of named)
      expect([...stdout.matchAll(/--[a-z][a-z-]+/g)].flat()).toContain(option);
  });

  it('names keys that there are', () => {
    const table = page.slice(page.indexOf('## Keys'), page.indexOf('## Where answers'));
    const cells = [...table.matchAll(/^\| (?!key|---)(.*?) \|/gm)].map(([, cell = '']) => cell);
    const named = cells.flatMap(keysIn);
    const known = [...ownKeys, ...commandKeys].flatMap(({ keys }) => keys);
    expect(named.length).toBeGreaterThan(20);
    for (const key of named) expect(known).toContain(key);
  });

  it('links to pages that there are', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) expect(statSync(join(root, link)).isFile(), link).toBe(true);
  });
});
