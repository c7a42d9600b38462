import { describe, expect, it } from 'vitest';
import { author, toolsOf } from './tools-of.ts';

describe('read_file', () => {
  it.each(['', '\n', 'line\nline', '[bytes 0–1 of 2: the end]', 'x'.repeat(16_384)])(
    'gives the content of a file of one page exactly',
    async (content) => {
      const { files, call } = toolsOf();
      await files.write('a', content, author);
      expect(await call('read_file', { path: 'a' })).toEqual({ ok: true, text: content });
      expect(await call('read_file', { path: 'a', offset: 0 })).toEqual({
        ok: true,
        text: content,
      });
      expect(await call('read_file', { path: 'a', offset: null })).toMatchObject({ ok: true });
    },
  );

  it('says where the rest is, one byte over a page', async () => {
    const { files, call } = toolsOf();
    const page = 'x'.repeat(16_384);
    await files.write('a', `${page}y`, author);
    expect((await call('read_file', { path: 'a' })).text).toBe(
      `${page}\n[bytes 0–16384 of 16385: call read_file with offset 16384 for the rest]`,
    );
    expect((await call('read_file', { path: 'a', offset: 16_384 })).text).toBe(
      'y\n[bytes 16384–16385 of 16385: the end]',
    );
  });

  it.each([
    ['ASCII', 'abcdefg\n'],
    ['two bytes', 'ü'],
    ['three bytes', '日本'],
    ['four bytes', 'x😀'],
    ['all kinds', 'aé日😀\r\n'],
  ])('gives all of a file of the greatest size, page by page: %s', async (_name, piece) => {
    const { files, call } = toolsOf();
    const content = piece.repeat(Math.floor(262_144 / Buffer.byteLength(piece)));
    await files.write('a', content, author);
    let whole = '';
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const { text } = await call('read_file', { path: 'a', offset });
      expect(text).not.toContain('\ufffd');
      const lastLine = text.lastIndexOf('\n');
      whole += text.slice(0, lastLine);
      const next = /with offset (\d+) for/.exec(text.slice(lastLine))?.[1];
      offset = next === undefined ? undefined : Number(next);
    }
    expect(whole === content).toBe(true);
  });

  it('begins an offset inside a character with that character', async () => {
    const { files, call } = toolsOf();
    await files.write('a', 'a😀b', author);
    for (const offset of [1, 2, 3, 4])
      expect((await call('read_file', { path: 'a', offset })).text).toBe(
        '😀b\n[bytes 1–6 of 6: the end]',
      );
  });

  it('refuses an offset at the end and beyond', async () => {
    const { files, call } = toolsOf();
    await files.write('a', 'abc', author);
    for (const offset of [3, 4, Number.MAX_SAFE_INTEGER]) {
      const outcome = await call('read_file', { path: 'a', offset });
      expect(outcome).toMatchObject({ ok: false, text: expect.stringMatching(/offset.* 3 B/) });
    }
  });

  it('says so where there is no such file', async () => {
    const { files, call } = toolsOf();
    await files.write('docs/a', 'abc', author);
    expect((await call('read_file', { path: 'b' })).text).toMatch(/^Error: .*no file "b".*List/);
    expect((await call('read_file', { path: 'docs' })).text).toMatch(/^Error: "docs" is a folder/);
  });
});
