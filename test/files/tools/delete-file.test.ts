import { describe, expect, it } from 'vitest';
import { author, toolsOf } from './tools-of.ts';

describe('delete_file', () => {
  it('says what it deleted, as the author that it works for', async () => {
    const { files, call } = toolsOf();
    await files.write('docs/a.md', 'one', author);
    await files.write('docs/a.md', 'two', { client: 'C2' });
    expect(await call('delete_file', { path: './docs//a.md' })).toEqual({
      ok: true,
      text: 'Deleted docs/a.md (it had revision 2).',
    });
    expect(await files.list()).toEqual([]);
    expect((await files.versions('docs/a.md')).at(-1)).toMatchObject({ author });
  });

  it('says why it did not delete', async () => {
    const { files, call } = toolsOf();
    await files.write('docs/a.md', 'x', author);
    for (const [path, why] of [
      ['b.md', /^Error: .*no file "b\.md".*List/],
      ['docs', /^Error: "docs" is a folder/],
      ['../docs/a.md', /^Error: .*top folder/],
      ['*', /^Error: /],
    ] as const) {
      const outcome = await call('delete_file', { path });
      expect(outcome.ok).toBe(false);
      expect(outcome.text).toMatch(why);
    }
    expect(await files.list()).toHaveLength(1);
  });
});
