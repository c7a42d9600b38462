import { expect, test } from 'vitest';
import {
  emptyHistorySearch,
  foundAt,
  type HistorySearch,
  searchHistory,
  searchNewer,
  searchOlder,
} from '../../../src/ui/prompt/history-search.ts';
import { historyOf } from './entries.ts';

const history = historyOf(
  'Create notes',
  'list files',
  'create more',
  'create more',
  'read notes.md',
);

/** What is shown after these keys: `<` is older, `>` newer, `-` Backspace; anything else is typed. */
function searched(keys: string): { readonly text: string | undefined; readonly failed: boolean } {
  let search: HistorySearch = emptyHistorySearch;
  for (const key of keys) {
    if (key === '<') search = searchOlder(history, search);
    else if (key === '>') search = searchNewer(history, search);
    else if (key === '-') search = searchHistory(history, search, search.query.slice(0, -1));
    else search = searchHistory(history, search, search.query + key);
  }
  const { index, failed = false } = search;
  return { text: index === undefined ? undefined : history[index]?.text, failed };
}

test.each<[string, string | undefined, boolean]>([
  ['', undefined, false],
  ['CREATE', 'create more', false],
  ['e', 'read notes.md', false],
  // One letter more goes on from what is shown.
  ['e<<s', 'list files', false],
  ['create<', 'Create notes', false],
  ['create<<', 'Create notes', true],
  ['create<<>', 'create more', false],
  ['create>', 'create more', false],
  ['notes<-', 'read notes.md', false],
  ['notesx', 'read notes.md', true],
  ['notesx-', 'read notes.md', false],
  ['zzz', undefined, true],
  ['z-', undefined, false],
  ['<', 'read notes.md', false],
  ['<<', 'create more', false],
  ['<<<', 'list files', false],
])('%j shows %j, failed: %s', (keys, text, failed) => {
  expect(searched(keys)).toEqual({ text, failed });
});

test.each([
  ['Tea and TEA', 'and', 4],
  ['Tea', 'tea', 0],
  ['Tea', 'x', -1],
])('in %j, %j stands at %i', (text, query, at) => {
  expect(foundAt({ text, pastes: [] }, query)).toBe(at);
});
