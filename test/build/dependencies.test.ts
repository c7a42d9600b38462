import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

const { dependencies, devDependencies } = JSON.parse(read('package.json'));
const names = Object.keys({ ...dependencies, ...devDependencies });

/** The rows of all tables of packages, as cells: names, why, and at times the licence. */
const rows = ['README.md', 'CONTRIBUTING.md'].flatMap((file) => {
  const tables = read(file).matchAll(/^\| *package +\|.*\n\|[-| ]+\|\n((?:\|.*\n?)+)/gim);
  return [...tables].flatMap(([, lines = '']) =>
    lines
      .trim()
      .split('\n')
      .map((line) => line.split('|').slice(1, -1))
      .map((cells) => cells.map((cell) => cell.trim())),
  );
});
const packagesOf = ([cell = '']: readonly string[]) => cell.replaceAll('`', '').split(', ');

it('every dependency has its reason, and every reason its dependency', () => {
  const reasoned = rows.filter(([, why]) => why).flatMap(packagesOf);
  expect(reasoned.sort()).toEqual(names.sort());
});

it('a licence that is told is the one of what is installed', () => {
  const told = rows.flatMap((row) => (row[2] ? packagesOf(row).map((name) => [name, row[2]]) : []));
  const installed = told.map(([name]) => [
    name,
    JSON.parse(read(`node_modules/${name}/package.json`)).license,
  ]);
  expect(told).toEqual(installed);
  expect(told.length).toBeGreaterThan(0);
});
