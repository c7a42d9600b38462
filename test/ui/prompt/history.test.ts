import { expect, test } from 'vitest';
import {
  addToHistory,
  type History,
  historyLength,
  historyLimit,
  newerEntry,
  olderEntry,
  type Recalled,
} from '../../../src/ui/prompt/history.ts';
import { pasteOf, standIn } from '../../../src/ui/prompt/pastes.ts';
import { entry, historyOf } from './entries.ts';

const textsOf = (history: History) => history.map(({ text }) => text);

test.each<[readonly string[], string, readonly string[]]>([
  [[], 'a', ['a']],
  [['a'], 'b', ['a', 'b']],
  [['a'], 'a', ['a']],
  [['a', 'b'], 'a', ['a', 'b', 'a']],
  [['a'], '', ['a']],
  [['a'], ' \n', ['a']],
])('to %j, %j is added: %j', (history, text, after) => {
  expect(textsOf(addToHistory(historyOf(...history), entry(text)))).toEqual(after);
});

test('the same text with other pastes in it is another entry', () => {
  const withPaste = (text: string) => ({ text: standIn(0), pastes: [pasteOf(text)] });
  const history = addToHistory([], withPaste('one'));
  expect(addToHistory(history, withPaste('one'))).toHaveLength(1);
  expect(addToHistory(history, withPaste('two'))).toHaveLength(2);
});

test('keeps the newest thousand', () => {
  let history: History = [];
  for (let count = 1; count <= historyLimit + 5; count++) {
    history = addToHistory(history, entry(`${count}`));
  }
  expect(history).toHaveLength(historyLimit);
  expect(history.at(0)?.text).toBe('6');
  expect(history.at(-1)?.text).toBe(`${historyLimit + 5}`);
});

test('keeps no more than four million characters, and the newest whatever its length', () => {
  const paste = pasteOf('x'.repeat(historyLength / 4 - 10));
  let history: History = [];
  for (let count = 1; count <= 9; count++) {
    history = addToHistory(history, { text: `${count} ${standIn(0)}`, pastes: [paste] });
  }
  expect(textsOf(history).map((text) => text[0])).toEqual(['6', '7', '8', '9']);
  expect(addToHistory(history, entry('y'.repeat(historyLength * 2)))).toHaveLength(1);
});

test('goes back to the oldest, and forward to the draft', () => {
  const history = historyOf('one', 'two');
  const seen: string[] = [];
  let now: Recalled = { content: entry('draft') };
  for (let next = olderEntry(history, now.recall, now.content); next; ) {
    now = next;
    seen.push(now.content.text);
    next = olderEntry(history, now.recall, now.content);
  }
  for (let next = newerEntry(history, now.recall); next; ) {
    now = next;
    seen.push(now.content.text);
    next = newerEntry(history, now.recall);
  }
  expect(seen).toEqual(['two', 'one', 'two', 'draft']);
  expect(now.recall).toBeUndefined();
});

test('an entry changed while it is looked at does not become the draft', () => {
  const history = historyOf('one', 'two');
  const first = olderEntry(history, undefined, entry('draft'));
  const second = olderEntry(history, first?.recall, entry('two, changed'));
  expect(second).toEqual({
    content: entry('one'),
    recall: { index: 0, draft: entry('draft') },
  });
});

test('nothing to recall', () => {
  expect(olderEntry([], undefined, entry('draft'))).toBeUndefined();
  expect(newerEntry(historyOf('one'), undefined)).toBeUndefined();
});
