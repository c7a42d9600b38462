import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/files/memory-store.ts';
import { describeEditing } from './edit-contract.ts';
import { author, toolsOf } from './tools-of.ts';

const edit = (old_text: string, new_text: string, more: object = {}) => ({
  path: 'a.md',
  old_text,
  new_text,
  ...more,
});
const all = { replace_all: true };

describeEditing('memory store', createMemoryStore);

describe('edit_file', () => {
  it.each<[string, object, string, string]>([
    ['tea at four', edit('four', 'five'), 'tea at five', '1 place (11 B'],
    ['tea, tea', edit('tea', 'milk', all), 'milk, milk', '2 places (10 B'],
    ['tea', edit('tea', 'milk', all), 'milk', '1 place (4 B'],
    ['a\nb\nc', edit('a\nb\n', ''), 'c', '1 place (1 B'],
    ['aaaaa', edit('aa', 'b', all), 'bba', '2 places (3 B'],
    ['1 + 1', edit('1 + 1', '$& $1 \\n'), '$& $1 \\n', '1 place (8 B'],
    ['grün 😀', edit('😀', 'ü'), 'grün ü', '1 place (8 B'],
  ])('%j: %j', async (before, args, after, says) => {
    const { files, call } = toolsOf();
    await files.write('a.md', before, { client: 'C2' });
    const text = `Edited a.md in ${says}, revision 2).`;
    expect(await call('edit_file', args)).toEqual({ ok: true, text });
    expect(await files.read('a.md')).toMatchObject({ content: after, writer: 'C1', revision: 2 });
  });

  it.each<[object, RegExp]>([
    [edit('milk', 'x'), /does not occur in "a\.md"\. Read the file/],
    [edit('tea', 'x'), /occurs 2 times in "a\.md"\. Send more .* or "replace_all": true/],
    [edit('tea', 'x', { replace_all: false }), /occurs 2 times/],
    [edit('aa', 'x'), /occurs 2 times in "a\.md"; some overlap, .* would replace 1\. Send more/],
    [edit('', 'x'), /"old_text" is empty/],
    [edit('', 'x', all), /"old_text" is empty/],
    [edit('four', 'four'), /are the same/],
    [edit('\ud83d', '\ud83c'), /lone surrogate/],
    [edit('four', '\ud83c'), /lone surrogate/],
    [edit('x'.repeat(262_145), 'x'), /"old_text" has 262145 characters, and a file .* 262144 B/],
    [edit('four', 'x'.repeat(262_145)), /"new_text" has 262145 characters/],
    [edit('e', 'x'.repeat(200_000), all), /has 400024 B, and a file may have 262144 B/],
    [{ ...edit('a', 'b'), path: 'none.md' }, /no file "none\.md"/],
    [{ ...edit('a', 'b'), path: '../a.md' }, /top folder/],
  ])('says why it did not edit: %#', async (args, why) => {
    const { files, call } = toolsOf();
    await files.write('a.md', 'tea, tea at four, aaa 😀', author);
    const { ok, text } = await call('edit_file', args);
    expect(ok).toBe(false);
    expect(text).toMatch(why);
    expect((await files.read('a.md')).revision).toBe(1);
  });

  it('takes no time that others would miss, whatever is looked for', async () => {
    const { files, call } = toolsOf();
    const half = 'a'.repeat(65_536);
    await files.write('a.md', half.repeat(4), author);
    const before = performance.now();
    for (const args of [edit(`${half}b${half}`, 'x'), edit('a', half, all), edit(half, 'x')])
      expect((await call('edit_file', args)).ok).toBe(false);
    // `indexOf` takes 20 s for the first.
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
