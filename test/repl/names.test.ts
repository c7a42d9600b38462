import { describe, expect, it } from 'vitest';
import { checkUserName, parseClientId } from '../../src/repl/names.ts';
import { nearestWord } from '../../src/repl/nearest.ts';

describe('a user name', () => {
  it.each([
    'alice',
    'a',
    'x'.repeat(32),
    '日本',
    'zoë',
    '__proto__',
    'constructor',
    'a.b-c_d',
    '...',
    '9',
  ])('may be %s', (name) => {
    expect(checkUserName(name)).toEqual({ name });
  });

  it.each([
    '',
    '.',
    '..',
    'x'.repeat(33),
    'a b',
    'a/b',
    'a\\b',
    '*',
    'a\u0000',
    'a\u001b[2J',
    'a\u202eb',
    'a\u200bb',
    '\ud800',
    'alice\u3164',
    'alice\ufe0f',
    'alice\u034f',
    '\u0301a',
    'a\u0323\u0324\u0325\u0326\u0327\u0328',
  ])('may not be %j', (name) => {
    expect(checkUserName(name)).toEqual({ problem: expect.any(String) });
  });

  it('is one name in both Unicode spellings', () => {
    expect(checkUserName('zoe\u0308')).toEqual({ name: 'zo\u00eb' });
  });
});

it.each([
  ['C1', 'C1'],
  ['c12', 'C12'],
  ['3', 'C3'],
  ['C0', undefined],
  ['C01', undefined],
  ['C', undefined],
  ['C9999', 'C9999'],
  ['C10000', undefined],
  ['D1', undefined],
])('the client %j is %j', (text, id) => {
  expect(parseClientId(text)).toBe(id);
});

describe('the nearest word', () => {
  const words = ['user', 'users', 'files', 'ledger', 'quit'];
  it.each([
    ['usr', 'user'],
    ['file', 'files'],
    ['ledgre', 'ledger'],
    ['q', 'quit'],
    ['FILES', 'files'],
    ['xyzzyplugh', undefined],
    ['', undefined],
  ])('to %j is %j', (word, nearest) => {
    expect(nearestWord(word, words)).toBe(nearest);
  });
});
