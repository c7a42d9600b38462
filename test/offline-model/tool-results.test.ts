import { describe, expect, it } from 'vitest';
import { isFailure, readListing, reasonOf } from '../../src/offline-model/tool-results.ts';

const pathsOf = (result: string) => readListing(result).map(({ path }) => path);

describe('a list of files', () => {
  it.each([
    ['a.md\t2 B\trevision 1\nb c.md\t3 B\trevision 2', ['a.md', 'b c.md']],
    // From a tool of somebody else's.
    ['a.md', ['a.md']],
    ['a.md\ndocs/b c.md\n', ['a.md', 'docs/b c.md']],
    ['', []],
    ['No files yet.', []],
    ['No files in docs.', []],
    ['There are no files.', []],
  ])('%j is %j', (result, paths) => {
    expect(pathsOf(result)).toEqual(paths);
  });
});

it.each([
  ['Error: there is no such file', 'there is no such file'],
  ['Tool execution failed', 'Tool execution failed'],
])('%j is a failure', (result, reason) => {
  expect(isFailure(result)).toBe(true);
  expect(reasonOf(result)).toBe(reason);
});
