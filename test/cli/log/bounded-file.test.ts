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
import { UsageError } from '../../../src/cli/errors.ts';
import { openBoundedFile } from '../../../src/cli/log/bounded-file.ts';
import { openLog } from '../../../src/cli/log/log-file.ts';
import type { ReplEvent } from '../../../src/repl/events.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bounded-file-'));
  file = join(folder, 'repl.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const always = () => true;
const read = (path: string) => readFileSync(path, 'utf8');

it('before it grows over its limit it is moved aside, and the one before is gone', () => {
  const add = openBoundedFile(file, always, 10);
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n', 'five\n']) add(line);
  expect(read(`${file}.1`)).toBe('three\n');
  expect(read(file)).toBe('four\nfive\n');
  expect(statSync(file).mode & 0o077).toBe(0);
  add('a line longer than all\n');
  add('a line longer than all\n');
  expect(readdirSync(folder).sort()).toEqual(['repl.log', 'repl.log.1']);
});

it('what others add counts, and what others take away is made anew', () => {
  const add = openBoundedFile(file, always, 10);
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
  openBoundedFile(link, always, 10)('three\n');
  expect([read(`${file}.1`), read(link)]).toEqual(['one two\n', 'three\n']);
  openBoundedFile('/dev/null', always, 0)('lost\n');
  expect(statSync('/dev/null').isFile()).toBe(false);
});

it('what another program has just moved aside is not moved anew', () => {
  writeFileSync(file, 'one two six\n');
  writeFileSync(`${file}.1`, 'zero\n');
  const other = openBoundedFile(file, always, 12);
  let meanwhile = () => {};
  const add = openBoundedFile(
    file,
    () => {
      meanwhile();
      return true;
    },
    12,
  );
  meanwhile = () => other('three\n');
  add('four\n');
  expect([read(`${file}.1`), read(file)]).toEqual(['one two six\n', 'three\nfour\n']);
});

const event = { type: 'user.added', time: 'now', user: 'alice' } as const;

/** As if it had grown: what follows its first line takes no room on the disk. */
function fill(log: (event: ReplEvent) => void) {
  log(event);
  truncateSync(file, 10_000_000);
}

it('a log is bounded at 10 MB, and given up where it can not be moved', () => {
  const log = openLog(file, 'info');
  for (const _ of ['first', 'in its place']) {
    fill(log);
    log(event);
    expect(statSync(`${file}.1`).size).toBe(10_000_000);
    expect(JSON.parse(read(file))).toMatchObject({ type: 'user.added' });
  }
  rmSync(`${file}.1`);
  mkdirSync(`${file}.1`);
  fill(log);
  log(event);
  expect(statSync(file).size).toBe(10_000_000);
});

it('a log takes the place of no other file: it is refused at the start, and given up later', () => {
  const log = openLog(file, 'info');
  writeFileSync(`${file}.1`, 'not a log\n');
  expect(() => openLog(file, 'info')).toThrow(/would be moved to .*repl\.log\.1, which is no log/);
  fill(log);
  log(event);
  expect(read(`${file}.1`)).toBe('not a log\n');
  expect(statSync(file).size).toBe(10_000_000);
  writeFileSync(`${file}.1`, '');
  expect(() => openLog(file, 'info')).toThrow(UsageError);
});
