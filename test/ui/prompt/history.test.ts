import { expect, test } from 'vitest';
import {
  addToHistory,
  type History,
  historyLimit,
  newerEntry,
  olderEntry,
  type Recalled,
  searchHistory,
} from '../../../src/ui/prompt/history.ts';

test.each<[History, string, History]>([
  [[], 'a', ['a']],
  [['a'], 'b', ['a', 'b']],
  [['a'], 'a', ['a']],
  [['a', 'b'], 'a', ['a', 'b', 'a']],
  [['a'], '', ['a']],
  [['a'], ' \n', ['a']],
])('to %j, %j is added: %j', (history, text, after) => {
  expect(addToHistory(history, text)).toEqual(after);
});

test('keeps the newest thousand', () => {
  let history: History = [];
  for (let count = 1; count <= historyLimit + 5; count++)
    history = addToHistory(history, `${count}`);
  expect(history).toHaveLength(historyLimit);
  expect(history.at(0)).toBe('6');
  expect(history.at(-1)).toBe(`${historyLimit + 5}`);
});

test('goes back to the oldest, and forward to the draft', () => {
  const history = ['one', 'two'];
  const seen: string[] = [];
  let now: Recalled = { text: 'draft' };
  for (let next = olderEntry(history, now.recall, now.text); next; ) {
    now = next;
    seen.push(now.text);
    next = olderEntry(history, now.recall, now.text);
  }
  for (let next = newerEntry(history, now.recall); next; ) {
    now = next;
    seen.push(now.text);
    next = newerEntry(history, now.recall);
  }
  expect(seen).toEqual(['two', 'one', 'two', 'draft']);
  expect(now.recall).toBeUndefined();
});

test('an entry changed while it is looked at does not become the draft', () => {
  const first = olderEntry(['one', 'two'], undefined, 'draft');
  const second = olderEntry(['one', 'two'], first?.recall, 'two, changed');
  expect(second).toEqual({ text: 'one', recall: { index: 0, draft: 'draft' } });
});

test('nothing to recall', () => {
  expect(olderEntry([], undefined, 'draft')).toBeUndefined();
  expect(newerEntry(['one'], undefined)).toBeUndefined();
});

test('searches from the newest on, whatever the case', () => {
  const history = ['Create notes', 'list files', 'create more'];
  expect(searchHistory(history, 'CREATE')).toBe(2);
  expect(searchHistory(history, 'create', 2)).toBe(0);
  expect(searchHistory(history, 'create', 0)).toBeUndefined();
  expect(searchHistory(history, 'delete')).toBeUndefined();
});
