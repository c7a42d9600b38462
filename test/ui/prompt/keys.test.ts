import type { Key } from 'ink';
import { describe, expect, test } from 'vitest';
import { edit, emptyEditor } from '../../../src/ui/prompt/editor.ts';
import { type PromptKey, promptKeys } from '../../../src/ui/prompt/keys.ts';
import { createKeySeparator } from '../../../src/ui/prompt/separate-keys.ts';
import { noKey } from './no-key.ts';

const stateOf = (text: string) => edit(emptyEditor, { type: 'insert', text });

/** `insert "x"`, `submit`, `backspace` */
const named = (meaning: PromptKey) => {
  if (meaning.type !== 'edit') return meaning.type;
  const { action } = meaning;
  return action.type === 'insert' ? `insert ${JSON.stringify(action.text)}` : action.type;
};

const meaningsOf = (input: string, flags: Partial<Key>, text: string) =>
  promptKeys(input, { ...noKey, ...flags }, stateOf(text)).map(named);

describe('promptKeys', () => {
  test.each<[string, string, Partial<Key>, string[]]>([
    ['a letter', 'x', {}, ['insert "x"']],
    ['a capital', 'X', { shift: true }, ['insert "X"']],
    ['an ideograph', '漢', {}, ['insert "漢"']],
    ['Enter', '\r', { return: true }, ['submit']],
    ['Shift+Enter', '\r', { return: true, shift: true }, ['insert "\\n"']],
    ['Alt+Enter', '\r', { return: true, meta: true }, ['insert "\\n"']],
    ['Ctrl+J', '\n', {}, ['insert "\\n"']],
    ['Ctrl+J in the Kitty protocol', 'j', { ctrl: true }, ['insert "\\n"']],
    ['Tab', '', { tab: true }, ['complete']],
    ['Shift+Tab', '', { tab: true, shift: true }, []],
    ['Up', '', { upArrow: true }, ['up']],
    ['Down', '', { downArrow: true }, ['down']],
    ['Ctrl+Up', '', { upArrow: true, ctrl: true }, []],
    ['Left', '', { leftArrow: true }, ['left']],
    ['Right', '', { rightArrow: true }, ['right']],
    ['Ctrl+Left', '', { leftArrow: true, ctrl: true }, ['word-left']],
    ['Alt+Right', '', { rightArrow: true, meta: true }, ['word-right']],
    ['Shift+Left', '', { leftArrow: true, shift: true }, []],
    ['Home', '', { home: true }, ['line-start']],
    ['End where the line ends', '', { end: true }, []],
    ['Ctrl+Home', '', { home: true, ctrl: true }, []],
    ['Backspace', '', { backspace: true }, ['backspace']],
    ['Alt+Backspace', '', { backspace: true, meta: true }, ['delete-word-left']],
    ['Delete', '', { delete: true }, ['delete']],
    ['Ctrl+Delete', '', { delete: true, ctrl: true }, ['delete-word-right']],
    ['Ctrl+A', 'a', { ctrl: true }, ['line-start']],
    ['Ctrl+E', 'e', { ctrl: true }, ['line-end']],
    ['Ctrl+U', 'u', { ctrl: true }, ['delete-to-line-start']],
    ['Ctrl+K', 'k', { ctrl: true }, ['delete-to-line-end']],
    ['Ctrl+W', 'w', { ctrl: true }, ['delete-argument-left']],
    ['Ctrl+Y', 'y', { ctrl: true }, ['yank']],
    ['Ctrl+_', '_', { ctrl: true }, ['undo']],
    ['Ctrl+D', 'd', { ctrl: true }, ['delete']],
    ['Alt+_', '_', { meta: true }, ['redo']],
    ['Alt+B', 'b', { meta: true }, ['word-left']],
    ['Alt+F', 'f', { meta: true }, ['word-right']],
    ['Alt+D', 'd', { meta: true }, ['delete-word-right']],
    ['?', '?', {}, ['insert "?"']],
    ['Escape', '', { escape: true }, []],
    ['PgUp', '', { pageUp: true }, []],
    ['PgDn', '', { pageDown: true }, []],
    ['a release', 'x', { eventType: 'release' }, []],
    ['Super+V', 'v', { super: true }, []],
    ...[...'bzsqimcxpgolrft1'].map<[string, string, Partial<Key>, string[]]>((letter) => [
      `Ctrl+${letter}`,
      letter,
      { ctrl: true },
      [],
    ]),
    ...[...'acexyz1'].map<[string, string, Partial<Key>, string[]]>((letter) => [
      `Option+${letter}`,
      letter,
      { meta: true },
      [],
    ]),
  ])('%s', (_name, input, flags, meanings) => {
    expect(meaningsOf(input, flags, 'text')).toEqual(meanings);
  });

  test('Home and End go to the ends of the line, and there are not the prompt’s any more', () => {
    const atEnd = edit(emptyEditor, { type: 'replace', text: 'text' });
    const atStart = edit(atEnd, { type: 'line-start' });
    const end = { type: 'edit', action: { type: 'line-end' } };
    expect(promptKeys('', { ...noKey, end: true }, atStart)).toEqual([end]);
    expect(promptKeys('', { ...noKey, home: true }, atStart)).toEqual([]);
  });

  test.each<[string, string, Partial<Key>, string[]]>([
    ['Ctrl+D', 'd', { ctrl: true }, []],
    ['Home', '', { home: true }, []],
    ['End', '', { end: true }, []],
    ['Enter', '\r', { return: true }, ['submit']],
  ])('on an empty prompt: %s', (_name, input, flags, meanings) => {
    expect(meaningsOf(input, flags, '')).toEqual(meanings);
  });

  test('a backslash before Enter becomes a new line', () => {
    expect(meaningsOf('\r', { return: true }, 'one\\')).toEqual(['backspace', 'insert "\\n"']);
  });
});

describe('a key separator', () => {
  const named = (events: ReturnType<ReturnType<typeof createKeySeparator>['keys']>) =>
    events.map(({ input: each, key }) => {
      if (key.return) return 'Enter';
      if (key.tab) return 'Tab';
      return key.ctrl ? `Ctrl+${each}` : each;
    });
  const keysOf = (input: string) => named(createKeySeparator().keys(input, noKey));

  test.each<[string, string[]]>([
    ['x', ['x']],
    ['hello', ['hello']],
    ['hello\r', ['hello', 'Enter']],
    ['hello\n', ['hello', 'Enter']],
    ['/us\t', ['/us', 'Tab']],
    ['\t\t\t', ['Tab', 'Tab', 'Tab']],
    ['abc\x17x', ['abc', 'Ctrl+w', 'x']],
    ['\x01\x0b', ['Ctrl+a', 'Ctrl+k']],
    ['\x18nhello', ['Ctrl+x', 'n', 'hello']],
    ['\x18\x18', ['Ctrl+x', 'Ctrl+x']],
    ['a\x1f', ['a', 'Ctrl+_']],
    // Pasted without brackets.
    ['one\rtwo', ['one\rtwo']],
    ['one\rtwo\r', ['one\rtwo\r']],
    ['one\ntwo\r', ['one\ntwo\r']],
    ['a\tb\r', ['a\tb\r']],
    ['\r\r', ['\r\r']],
    [`${'x'.repeat(4000)}\r`, [`${'x'.repeat(4000)}\r`]],
  ])('%j', (input, keys) => {
    expect(keysOf(input)).toEqual(keys);
  });

  test('leaves a key that Ink has recognised alone', () => {
    const key = { ...noKey, return: true };
    expect(createKeySeparator().keys('\r', key)).toEqual([{ input: '\r', key }]);
  });

  test('knows the last piece of a paste without brackets by how soon it comes', () => {
    let now = 0;
    const separator = createKeySeparator(() => now);
    const keys = (input: string) => named(separator.keys(input, noKey));
    expect(keys('x'.repeat(4000))).toHaveLength(1);
    now += 20;
    expect(keys('the last line\r')).toEqual(['the last line\r']);
    now += 20;
    expect(keys('more\r')).toEqual(['more\r']);
    now += 200;
    expect(keys('typed\r')).toEqual(['typed', 'Enter']);
  });

  test('takes several lines for typed ahead only where pastes are known to come in brackets', () => {
    const separator = createKeySeparator();
    const keys = (input: string) => named(separator.keys(input, noKey));
    expect(keys('one\rtwo\r')).toEqual(['one\rtwo\r']);
    separator.pasted();
    expect(keys('one\rtwo\r')).toEqual(['one', 'Enter', 'two', 'Enter']);
    expect(keys('/us\t\rtea\t')).toEqual(['/us', 'Tab', 'Enter', 'tea', 'Tab']);
    const long = 'a line\r'.repeat(200);
    expect(keys(long)).toEqual([long]);
  });
});
