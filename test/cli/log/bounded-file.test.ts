import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBoundedFile } from '../../../src/cli/log/bounded-file.ts';
import { openLog } from '../../../src/cli/log/log-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bounded-file-'));
  file = join(folder, 'repl.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string) => readFileSync(path, 'utf8');

it('before it grows over its limit it is moved aside, and the one before is gone', () => {
  const add = openBoundedFile(file, 10);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n', 'five\n']) add(line);
  expect(read(`${file}.1`)).toBe('three\n');
  expect(read(file)).toBe('four\nfive\n');
  expect(statSync(file).mode & 0o077).toBe(0);
  add('a line longer than all\n');
  add('a line longer than all\n');
  expect(readdirSync(folder).sort()).toEqual(['repl.log', 'repl.log.1']);
});

it('what others add counts, and what others take away is made anew', () => {
  const add = openBoundedFile(file, 10);
  add('one\n');
  appendFileSync(file, 'others\n');
  add('two\n');
  expect([read(`${file}.1`), read(file)]).toEqual(['one\nothers\n', 'two\n']);
  rmSync(file);
  add('three\n');
  expect(read(file)).toBe('three\n');
});

it('of a link it is the file that is moved, and what is no file never is', () => {
  const link = join(folder, 'link.log');
  symlinkSync(file, link);
  writeFileSync(file, 'one two\n');
  openBoundedFile(link, 10)('three\n');
  expect([read(`${file}.1`), read(link)]).toEqual(['one two\n', 'three\n']);
  openBoundedFile('/dev/null', 0)('lost\n');
  expect(statSync('/dev/null').isFile()).toBe(false);
});

it('a log is bounded at 10 MB, and given up where it can not be moved', () => {
  const event = { type: 'user.added', time: 'now', user: 'alice' } as const;
  const log = openLog(file, 'info');
  truncateSync(file, 10_000_000);
  log(event);
  expect(statSync(`${file}.1`).size).toBe(10_000_000);
  expect(JSON.parse(read(file))).toMatchObject({ type: 'user.added' });
  rmSync(`${file}.1`);
  mkdirSync(`${file}.1`);
  truncateSync(file, 10_000_000);
  log(event);
  expect(statSync(file).size).toBe(10_000_000);
});
