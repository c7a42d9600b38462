import { describe, expect, it } from 'vitest';
import { author, toolsOf } from './tools-of.ts';

describe('write_file', () => {
  it('says what it wrote, as the author that it works for', async () => {
    const { files, call } = toolsOf();
    expect(await call('write_file', { path: './notes.md', content: 'grün' })).toEqual({
      ok: true,
      text: 'Wrote notes.md (5 B, revision 1).',
    });
    await call('write_file', { path: 'notes.md', content: '' });
    expect(await files.read('notes.md')).toMatchObject({ content: '', revision: 2, writer: 'C1' });
  });

  it('says why it did not write', async () => {
    const { files, call } = toolsOf();
    await files.write('a', 'x', author);
    for (const [path, content, why] of [
      ['../x', 'x', /^Error: The path "\.\.\/x" .*top folder/],
      ['a/b', 'x', /^Error: "a" is a file.*folder/],
      ['b', 'x'.repeat(262_145), /^Error: .*262145 B.*262144 B.*Split/],
      ['b', '\ud800', /^Error: .*lone surrogate/],
    ] as const) {
      const outcome = await call('write_file', { path, content });
      expect(outcome.ok).toBe(false);
      expect(outcome.text).toMatch(why);
    }
    expect(await files.list()).toHaveLength(1);
  });
});
