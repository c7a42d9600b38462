import { describe, expect, it } from 'vitest';
import { author, toolsOf } from './tools-of.ts';

describe('list_files', () => {
  it('gives a line for each file', async () => {
    const { files, call } = toolsOf();
    await files.write('notes.md', 'x'.repeat(120), author);
    await files.write('docs/a b.md', '', author);
    await files.write('notes.md', 'x'.repeat(121), author);
    const docs = 'docs/a b.md\t0 B\trevision 1';
    const all = `${docs}\nnotes.md\t121 B\trevision 2`;
    for (const args of [{}, undefined, null, { path: null }, { path: '' }, { path: '/' }])
      expect(await call('list_files', args)).toEqual({ ok: true, text: all });
    expect(await call('list_files', { path: 'docs/' })).toEqual({ ok: true, text: docs });
  });

  it('says so where there is none', async () => {
    const { files, call } = toolsOf();
    expect(await call('list_files', {})).toEqual({ ok: true, text: 'No files yet.' });
    await files.write('a', 'x', author);
    expect(await call('list_files', { path: './docs/' })).toEqual({
      ok: true,
      text: 'No files in docs.',
    });
    expect(await call('list_files', { path: 'a' })).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^Error: "a" is a file/),
    });
    expect(await call('list_files', { path: '..' })).toMatchObject({ ok: false });
  });

  it('gives every file of a full store, page by page', async () => {
    const { files, call } = toolsOf();
    const folder = `${'d'.repeat(255)}/${'日'.repeat(80)}`;
    for (let i = 0; i < 1000; i++) await files.write(`${folder}/${1000 + i}`, '', author);
    const paths: (string | undefined)[] = [];
    let pages = 0;
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const lines: string[] = (
        await call('list_files', { path: 'd'.repeat(255), offset })
      ).text.split('\n');
      const lastLine = lines.pop() ?? '';
      expect(lastLine).toContain(`[files ${offset}–`);
      paths.push(...lines.map((line) => line.split('\t')[0]));
      const next = /with offset (\d+) for/.exec(lastLine)?.[1];
      offset = next === undefined ? undefined : Number(next);
      pages += 1;
    }
    expect(paths).toEqual((await files.list()).map((entry) => entry.path));
    expect(pages).toBeGreaterThan(20);
    expect(await call('list_files', { offset: 1000 })).toMatchObject({ ok: false });
  });
});
