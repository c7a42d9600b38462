import { describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/screen/text.ts';
import { type EditorState, edit, emptyEditor } from '../../../src/ui/prompt/editor.ts';
import { layoutEditor, moveVertically } from '../../../src/ui/prompt/layout.ts';
import { honestParts, hostileParts, randomText, seededRandom } from '../../support/random-text.ts';

/** `|` is the cursor. */
function editorWith(marked: string): EditorState {
  const filled = edit(emptyEditor, { type: 'insert', text: marked.replace('|', '') });
  return edit(filled, { type: 'move', cursor: marked.indexOf('|') });
}

const marked = ({ text, cursor }: EditorState) => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('layoutEditor', () => {
  test.each<[string, number, string[], number, number]>([
    ['|', 10, [''], 0, 0],
    ['abc|', 10, ['abc'], 0, 3],
    ['a|bc', 10, ['abc'], 0, 1],
    ['abc\n|', 10, ['abc', ''], 1, 0],
    ['abc|\n', 10, ['abc', ''], 0, 3],
    ['one two|', 6, ['one', 'two'], 1, 3],
    ['one |two', 6, ['one', 'two'], 1, 0],
    ['one| two', 6, ['one', 'two'], 0, 3],
    // The cursor always has a column to stand in.
    ['abcd|', 5, ['abcd'], 0, 4],
    ['abcde|', 5, ['abcd', 'e'], 1, 1],
    ['abcd|e', 5, ['abcd', 'e'], 1, 0],
    ['abc     |', 5, ['abc'], 0, 4],
    ['漢字|', 4, ['漢', '字'], 1, 2],
    ['漢|字', 10, ['漢字'], 0, 2],
    ['👨‍👩‍👧|x', 10, ['👨👩👧x'], 0, 6],
    ['\ta|', 10, ['  a'], 0, 3],
    ['a\u202e|b', 20, ['a‹U+202E›b'], 0, 9],
    ['\u202e|b', 5, ['…b'], 0, 1],
  ])('%j at %i', (text, width, rows, cursorRow, cursorColumn) => {
    expect(layoutEditor(editorWith(text), width, 10)).toEqual({ rows, cursorRow, cursorColumn });
  });

  test.each<[string, string[], number, { linesAbove: number; linesBelow: number }]>([
    ['|1\n2\n3\n4\n5', ['1', '2', '3'], 0, { linesAbove: 0, linesBelow: 2 }],
    ['1\n2\n|3\n4\n5', ['2', '3', '4'], 1, { linesAbove: 1, linesBelow: 1 }],
    ['1\n2\n3\n4\n5|', ['3', '4', '5'], 2, { linesAbove: 2, linesBelow: 0 }],
    ['aa bb cc dd|', ['bb', 'cc', 'dd'], 2, { linesAbove: 0, linesBelow: 0 }],
  ])('shows three rows of %j', (text, rows, cursorRow, folded) => {
    expect(layoutEditor(editorWith(text), 4, 3)).toMatchObject({ rows, cursorRow, folded });
  });

  test('a folded paste is a label that is not broken, and is cut where there is no room', () => {
    const pasted = edit(editorWith('see |'), { type: 'paste', text: 'x\n'.repeat(20) });
    const state = edit(pasted, { type: 'insert', text: ' now' });
    const label = '[pasted 40 characters, 20 lines]';
    expect(layoutEditor(state, 60, 9).rows).toEqual([`see ${label} now`]);
    expect(layoutEditor(pasted, 60, 9).cursorColumn).toBe(4 + label.length);
    expect(layoutEditor(state, 36, 9).rows).toEqual(['see', label, 'now']);
    expect(layoutEditor(state, 12, 9).rows).toEqual(['see', '[pasted 40…', 'now']);
  });

  test('rows fit, and the text before the cursor is what stands before it', () => {
    const random = seededRandom(10);
    for (let round = 0; round < 1000; round++) {
      const text = randomText(random, [...honestParts, ...hostileParts, '\n'], 40);
      const filled = edit(emptyEditor, { type: 'insert', text });
      const cursor = Math.floor(random() * (filled.text.length + 1));
      const state = edit(filled, { type: 'move', cursor });
      const width = 3 + Math.floor(random() * 30);
      const all = layoutEditor(state, width, 10_000);
      expect(all.folded).toBeUndefined();
      for (const row of all.rows) expect(textWidth(row)).toBeLessThan(width);
      expect(all.cursorColumn).toBeLessThan(width);
      const maxRows = 1 + Math.floor(random() * 6);
      const some = layoutEditor(state, width, maxRows);
      expect(some.rows.length).toBe(Math.min(maxRows, all.rows.length));
      expect(some.rows[some.cursorRow]).toBe(all.rows[all.cursorRow]);
      expect(some.cursorColumn).toBe(all.cursorColumn);
      const top = all.cursorRow - some.cursorRow;
      expect(some.rows).toEqual(all.rows.slice(top, top + maxRows));
    }
  });

  test.each([2047, 2048, 4096, 4097])('a line of %i letters has no row too many', (length) => {
    const state = edit(emptyEditor, { type: 'insert', text: 'x'.repeat(length) });
    const { rows } = layoutEditor(state, 80, 1000);
    expect(rows.join('')).toHaveLength(length);
    expect(rows).not.toContain('');
    expect(layoutEditor(edit(state, { type: 'line-start' }), 80, 1000).rows).toEqual(rows);
  });

  test.each([
    ['one line', 'lorem 漢字 '],
    ['many lines', 'lorem\n'],
    ['empty lines', '\n'],
    ['emoji', '👨‍👩‍👧'],
  ])('many keys in a megabyte of %s', (_name, part) => {
    let state = edit(emptyEditor, { type: 'insert', text: part.repeat(1_000_000 / part.length) });
    for (let round = 0; round < 30; round++) {
      const layout = layoutEditor(state, 80, 10);
      expect(layout.rows).toHaveLength(10);
      expect(layout.folded).toBeDefined();
      state = edit(moveVertically(state, 'up', 80) ?? state, { type: 'insert', text: 'x' });
    }
  });
});

describe('moveVertically', () => {
  test.each<[string, 'up' | 'down', number, string | undefined]>([
    ['abc|', 'up', 20, undefined],
    ['abc|', 'down', 20, undefined],
    ['ab\ncd|e', 'up', 20, 'ab|\ncde'],
    ['a|b\ncd', 'down', 20, 'ab\nc|d'],
    ['abc|\n\nd', 'down', 20, 'abc\n|\nd'],
    ['abc\n|', 'up', 20, '|abc\n'],
    ['abc|\n', 'down', 20, 'abc\n|'],
    ['one two th|', 'up', 6, 'one tw|o th'],
    ['on|e two th', 'down', 6, 'one tw|o th'],
    ['漢字\na|b', 'up', 20, '|漢字\nab'],
    ['漢字\nab|', 'up', 20, '漢|字\nab'],
    ['👨‍👩‍👧x\nabc|', 'up', 20, '|👨‍👩‍👧x\nabc'],
  ])('%j %s at %i: %j', (text, direction, width, after) => {
    const moved = moveVertically(editorWith(text), direction, width);
    expect(moved && marked(moved)).toBe(after);
  });

  test('keeps to its column over a shorter row', () => {
    let state = editorWith('abcdef\nab\nabcde|f');
    state = moveVertically(state, 'up', 20) ?? state;
    state = moveVertically(state, 'up', 20) ?? state;
    expect(marked(state)).toBe('abcde|f\nab\nabcdef');
    state = edit(state, { type: 'left' });
    state = moveVertically(state, 'down', 20) ?? state;
    state = moveVertically(state, 'down', 20) ?? state;
    expect(marked(state)).toBe('abcdef\nab\nabcd|ef');
  });

  test('walks through every row, up and down, of lines of any length', () => {
    const text = `${'lorem ipsum 漢字 '.repeat(1000)}\n\nshort\n${'x'.repeat(9000)}`;
    let state = edit(emptyEditor, { type: 'insert', text });
    const rowCount = layoutEditor(state, 40, 100_000).rows.length;
    for (const direction of ['up', 'down'] as const) {
      let steps = 0;
      for (let next = moveVertically(state, direction, 40); next; steps++) {
        state = next;
        next = moveVertically(state, direction, 40);
      }
      expect(steps).toBe(rowCount - 1);
    }
  });
});
