import { describe, expect, test } from 'vitest';
import {
  type EditorAction,
  type EditorState,
  edit,
  emptied,
  emptyEditor,
  type SimpleAction,
} from '../../../src/ui/prompt/editor.ts';
import { contentOf, maximumPastes, wholeText } from '../../../src/ui/prompt/pastes.ts';
import { honestParts, hostileParts, randomText, seededRandom } from '../../support/random-text.ts';

/** `|` is the cursor. */
function editorWith(marked: string): EditorState {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const filled = edit(emptyEditor, { type: 'insert', text });
  return edit(filled, { type: 'move', cursor });
}

const marked = ({ text, cursor }: EditorState) => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

const family = '👨‍👩‍👧';
const flags = '🇩🇪🇫🇷';

type Row = [before: string, type: SimpleAction, after: string];

describe('edit', () => {
  test.each<Row>([
    ['ab|c', 'backspace', 'a|c'],
    ['|abc', 'backspace', '|abc'],
    ['a\n|b', 'backspace', 'a|b'],
    [`a${family}|b`, 'backspace', 'a|b'],
    [`${flags}|`, 'backspace', '🇩🇪|'],
    ['e\u0301|', 'backspace', '|'],
    ['a|bc', 'delete', 'a|c'],
    ['abc|', 'delete', 'abc|'],
    ['a|\nb', 'delete', 'a|b'],
    [`a|${family}b`, 'delete', 'a|b'],
    [`|${flags}`, 'delete', '|🇫🇷'],
    ['ab|', 'left', 'a|b'],
    ['|ab', 'left', '|ab'],
    [`${family}|`, 'left', `|${family}`],
    [`${flags}|`, 'left', '🇩🇪|🇫🇷'],
    ['a\n|b', 'left', 'a|\nb'],
    ['|ab', 'right', 'a|b'],
    ['ab|', 'right', 'ab|'],
    [`|${family}x`, 'right', `${family}|x`],
    [`|${flags}`, 'right', '🇩🇪|🇫🇷'],
    ['one two|', 'word-left', 'one |two'],
    ['one  |two', 'word-left', '|one  two'],
    ['a/b-c.md|', 'word-left', 'a/b-c.|md'],
    ['größe漢字 |x', 'word-left', '|größe漢字 x'],
    ['one\ntwo|', 'word-left', 'one\n|two'],
    ['|one two', 'word-right', 'one| two'],
    ['one| two', 'word-right', 'one two|'],
    [`|${family} x`, 'word-right', `${family} x|`],
    ['a\nbc|d\ne', 'line-start', 'a\n|bcd\ne'],
    ['a\nbc|d\ne', 'line-end', 'a\nbcd|\ne'],
    ['|', 'line-end', '|'],
    ['a\nbc|d', 'delete-to-line-start', 'a\n|d'],
    ['a\n|bc', 'delete-to-line-start', 'a\n|bc'],
    ['a|bc\nd', 'delete-to-line-end', 'a|\nd'],
    ['a|\nd', 'delete-to-line-end', 'a|d'],
    ['a|', 'delete-to-line-end', 'a|'],
    ['see a/b-c.md|', 'delete-argument-left', 'see |'],
    ['see  |', 'delete-argument-left', '|'],
    ['see a/b.md|', 'delete-word-left', 'see a/b.|'],
    ['see| a/b', 'delete-word-right', 'see|/b'],
  ])('%j, %s: %j', (before, type, after) => {
    expect(marked(edit(editorWith(before), { type }))).toBe(after);
  });

  test.each([
    ['a|b', 'X', 'aX|b'],
    ['|', 'one\r\ntwo\rthree\n', 'one\ntwo\nthree\n|'],
    ['|', 'a\tb', 'a\tb|'],
    ['|', '\x1b[31mred\x07\x9b', '[31mred|'],
    ['|', '\ud83d', '\ufffd|'],
    ['|', `${family}\u202e`, `${family}\u202e|`],
    // What joins with what follows takes the cursor behind it.
    ['|\u0301x', 'e', 'e\u0301|x'],
  ])('inserting into %j: %j makes %j', (before, text, after) => {
    expect(marked(edit(editorWith(before), { type: 'insert', text }))).toBe(after);
  });

  test('replaces a part, or all', () => {
    const state = editorWith('see @no| now');
    expect(marked(edit(state, { type: 'replace', text: 'notes.md', start: 5, end: 7 }))).toBe(
      'see @notes.md| now',
    );
    expect(marked(edit(state, { type: 'replace', text: 'other' }))).toBe('other|');
    expect(marked(edit(state, { type: 'replace', text: 'see @no now' }))).toBe('see @no now|');
  });

  test('moves to the edge of a cluster only', () => {
    const state = edit(emptyEditor, { type: 'insert', text: `${family}x` });
    expect(edit(state, { type: 'move', cursor: 3 }).cursor).toBe(family.length);
    expect(edit(state, { type: 'move', cursor: -1 }).cursor).toBe(0);
    expect(edit(state, { type: 'move', cursor: 99 }).cursor).toBe(family.length + 1);
  });

  test('yank brings back what was deleted last by word or line', () => {
    const cut = edit(editorWith('one two|'), { type: 'delete-word-left' });
    const typed = edit(edit(cut, { type: 'backspace' }), { type: 'insert', text: '-' });
    expect(marked(edit(typed, { type: 'yank' }))).toBe('one-two|');
    expect(marked(edit(emptyEditor, { type: 'yank' }))).toBe('|');
  });

  test('what is deleted time after time comes back together', () => {
    const left = ['delete-argument-left', 'delete-word-left'] as const;
    const cut = left.reduce((state, type) => edit(state, { type }), editorWith('one two three|'));
    expect(marked(cut)).toBe('one |');
    expect(marked(edit(cut, { type: 'yank' }))).toBe('one two three|');
    let right = editorWith('|one\ntwo');
    for (let count = 0; count < 3; count++) right = edit(right, { type: 'delete-to-line-end' });
    expect(marked(edit(right, { type: 'yank' }))).toBe('one\ntwo|');
    const apart = edit(edit(cut, { type: 'left' }), { type: 'delete-word-left' });
    expect(apart.killed).toBe('one');
  });

  test('the next editor still yanks what was deleted, and undoes nothing', () => {
    const cut = edit(editorWith('kept for later|'), { type: 'delete-to-line-start' });
    const next = emptied(edit(cut, { type: 'insert', text: 'sent' }));
    expect(marked(next)).toBe('|');
    expect(edit(next, { type: 'undo' })).toBe(next);
    expect(marked(edit(next, { type: 'yank' }))).toBe('kept for later|');
  });

  test('undo takes back word by word what was typed, redo brings it again', () => {
    const typed = [...'one two'].reduce(
      (state, text) => edit(state, { type: 'insert', text }),
      emptyEditor,
    );
    const seen: string[] = [];
    let state = typed;
    while (state.undo.length > 0) {
      state = edit(state, { type: 'undo' });
      seen.push(marked(state));
    }
    expect(seen).toEqual(['one |', 'one|', '|']);
    expect(edit(state, { type: 'undo' })).toBe(state);
    while (state.redo.length > 0) state = edit(state, { type: 'redo' });
    expect(marked(state)).toBe('one two|');
  });

  test('something new after an undo leaves nothing to redo', () => {
    const undone = edit(editorWith('gone|'), { type: 'undo' });
    expect(edit(undone, { type: 'insert', text: 'x' }).redo).toEqual([]);
  });

  const actions: readonly EditorAction[] = [
    ...(['backspace', 'delete', 'left', 'right', 'word-left', 'word-right', 'line-start'] as const),
    ...([
      'line-end',
      'delete-to-line-start',
      'delete-to-line-end',
      'delete-argument-left',
    ] as const),
    ...(['delete-word-left', 'delete-word-right', 'yank', 'undo', 'redo'] as const),
  ].map((type) => ({ type }));
  const paste: EditorAction = { type: 'paste', text: 'a long paste\n'.repeat(20) };

  test('whatever is done, the cursor is at the edge of a cluster, and undo leads back', () => {
    const random = seededRandom(9);
    for (let round = 0; round < 300; round++) {
      let state = emptyEditor;
      for (let step = 0; step < 40; step++) {
        const text = randomText(random, [...honestParts, ...hostileParts, '\n'], 4);
        const picked = actions[Math.floor(random() * actions.length)];
        const action =
          random() < 0.5 || picked === undefined ? { type: 'insert' as const, text } : picked;
        if (random() < 0.1) state = edit(state, paste);
        state = edit(state, action);
        const edges = Array.from(new Intl.Segmenter().segment(state.text), ({ index }) => index);
        expect([...edges, state.text.length], JSON.stringify(action)).toContain(state.cursor);
      }
      const last = state;
      while (state.undo.length > 0) state = edit(state, { type: 'undo' });
      expect(marked(state)).toBe('|');
      while (state.redo.length > 0) state = edit(state, { type: 'redo' });
      // What an undo before had taken back comes with it.
      if (last.redo.length === 0) expect(state.text).toBe(last.text);
    }
  });

  test.each([
    ['one line', 'lorem 漢字 '],
    ['many lines', 'lorem\n'],
    ['emoji', family],
    ['flags', '🇩🇪'],
  ])('hundreds of keys in a megabyte of %s', (_name, part) => {
    let state = edit(emptyEditor, { type: 'insert', text: part.repeat(1_000_000 / part.length) });
    state = edit(state, { type: 'move', cursor: 500_000 });
    for (let round = 0; round < 50; round++) {
      for (const type of ['left', 'right', 'word-left', 'backspace'] as const) {
        state = edit(state, { type });
      }
      state = edit(state, { type: 'insert', text: 'x' });
    }
    expect(state.text.match(/x/g)?.length).toBeGreaterThan(0);
  });
});

describe('pasted text', () => {
  const long = Array.from({ length: 12 }, (_, index) => `line ${index}`).join('\r\n');
  const pasted = (marked: string, text = long) => edit(editorWith(marked), { type: 'paste', text });

  test.each([
    ['a word', 'word', 'word'],
    ['ten line ends', 'x\n'.repeat(10), 'x\n'.repeat(10)],
  ])('%s stays open', (_name, text, after) => {
    expect(pasted('|', text)).toMatchObject({ text: after, pastes: [] });
  });

  test.each([
    ['x\n'.repeat(11), '[pasted 22 characters, 11 lines]'],
    ['x'.repeat(1001), '[pasted 1,001 characters]'],
    ['😀\n漢\n'.repeat(6000), '[pasted 24,000 characters, 12,000 lines]'],
    [
      `${'lorem ipsum \n'.repeat(80_660)}`.slice(0, 1_048_576),
      '[pasted 1,048,576 characters, 80,660 lines]',
    ],
  ])('a long one is folded: %#', (text, label) => {
    const { pastes, text: shown } = pasted('|', text);
    expect(shown).toHaveLength(1);
    expect(pastes.map((each) => each.label)).toEqual([label]);
    expect(wholeText({ text: shown, pastes }) === text).toBe(true);
  });

  test('is one cluster and one word: moved over, deleted and undone as one', () => {
    const state = pasted('see | now');
    const whole = `see ${long.replaceAll('\r', '')} now`;
    expect(wholeText(state)).toBe(whole);
    expect(edit(state, { type: 'left' }).cursor).toBe(4);
    expect(edit(state, { type: 'word-left' }).cursor).toBe(4);
    for (const type of ['backspace', 'delete-argument-left', 'delete-word-left', 'undo'] as const) {
      const gone = edit(state, { type });
      expect(marked(gone)).toBe('see | now');
      expect(wholeText(edit(gone, { type: type === 'undo' ? 'redo' : 'undo' }))).toBe(whole);
    }
    const cut = edit(state, { type: 'delete-argument-left' });
    expect(wholeText(edit(edit(cut, { type: 'line-start' }), { type: 'yank' }))).toContain(
      'line 11see',
    );
  });

  test('joins with nothing that is typed beside it', () => {
    const before = edit(pasted('😀|'), { type: 'insert', text: '\u0301x' });
    expect(edit(edit(before, { type: 'word-left' }), { type: 'delete' }).pastes).toHaveLength(1);
    expect(wholeText(before)).toBe(`😀${long.replaceAll('\r', '')}\u0301x`);
  });

  test('comes back folded from the history, and into an editor with pastes of its own', () => {
    const content = contentOf(edit(pasted('|'), { type: 'insert', text: '!' }));
    const other = pasted('|', 'other '.repeat(300));
    const recalled = edit(other, { type: 'recall', content });
    expect(recalled.text).toHaveLength(2);
    expect(wholeText(recalled)).toBe(`${long.replaceAll('\r', '')}!`);
    expect(wholeText(edit(recalled, { type: 'undo' }))).toBe('other '.repeat(300));
    const again = edit(edit(recalled, { type: 'undo' }), { type: 'recall', content });
    expect(again.pastes).toHaveLength(2);
  });

  test('what is kept of a draft is only what stands in it', () => {
    const state = edit(edit(pasted('|'), { type: 'backspace' }), { type: 'insert', text: 'x' });
    expect(contentOf(state)).toEqual({ text: 'x', pastes: [] });
  });

  test('stays open after a thousand of them', () => {
    let state = emptyEditor;
    const text = 'y'.repeat(1001);
    for (let count = 0; count < maximumPastes + 2; count++) {
      state = edit(state, { type: 'paste', text });
    }
    expect(state.pastes).toHaveLength(maximumPastes);
    expect(wholeText(state)).toHaveLength(1001 * (maximumPastes + 2));
    const recalled = edit(pasted('|'), { type: 'recall', content: contentOf(state) });
    expect(wholeText(recalled)).toBe(wholeText(state));
  });
});
