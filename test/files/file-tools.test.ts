import { describe, expect, it } from 'vitest';
import type { UserFiles } from '../../src/files/file-store.ts';
import { fileToolNames } from '../../src/files/file-tool-names.ts';
import { createFileTools } from '../../src/files/file-tools.ts';
import { createMemoryStore } from '../../src/files/memory-store.ts';

const author = { client: 'C1', request: 'r1' };

/** What the runtime still hands to the model as it is. */
const longestResult = 20_480;

function toolsOf(files: UserFiles = createMemoryStore().forUser('ann')) {
  const tools = createFileTools(files, author);
  const call = async (name: string, args: unknown) => {
    const tool = tools.find((each) => each.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    const outcome = await tool.run(args);
    expect(Buffer.byteLength(outcome.text)).toBeLessThan(longestResult);
    return outcome;
  };
  return { files, tools, call };
}

describe('the tools', () => {
  it('come in the order asked for, once each, and all of them by default', () => {
    const files = createMemoryStore().forUser('ann');
    const namesOf = (names?: string[]) =>
      createFileTools(files, author, names).map((tool) => tool.name);
    expect(namesOf()).toEqual([...fileToolNames]);
    expect(namesOf(['list_files', 'write_file', 'list_files'])).toEqual([
      'list_files',
      'write_file',
    ]);
    expect(namesOf([])).toEqual([]);
    expect(() => namesOf(['read_file', 'bash'])).toThrow(/bash.*write_file, read_file, list_files/);
    expect(() => namesOf(['constructor'])).toThrow(RangeError);
  });

  it('tell the model which arguments they take', () => {
    const parameters = toolsOf().tools.map((tool) => [tool.name, tool.parameters]);
    const description = expect.any(String);
    const path = { type: 'string', description };
    const offset = { type: 'integer', minimum: 0, description };
    const object = { type: 'object', additionalProperties: false };
    expect(Object.fromEntries(parameters)).toEqual({
      write_file: { ...object, properties: { path, content: path }, required: ['path', 'content'] },
      read_file: { ...object, properties: { path, offset }, required: ['path'] },
      list_files: { ...object, properties: { path, offset } },
    });
  });

  it('are small enough to be sent with every session', () => {
    const { tools } = toolsOf();
    expect(JSON.stringify(tools).length).toBeLessThan(1500);
    expect(JSON.stringify(tools)).toContain('262144 bytes');
  });
});

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

describe('arguments from a hostile model', () => {
  const json = (text: string): unknown => JSON.parse(text);

  it.each([
    [
      'write_file',
      {},
      /"path" is missing; "content" is missing. It takes "path" \(string\), "content" \(string\)/,
    ],
    ['write_file', undefined, /"path" is missing/],
    ['write_file', null, /"path" is missing/],
    ['write_file', 'notes.md', /must be an object/],
    ['write_file', 7, /must be an object/],
    ['write_file', [], /must be an object/],
    ['write_file', ['a', 'b'], /must be an object/],
    ['write_file', () => 'a', /must be an object/],
    ['write_file', { path: 'a' }, /"content" is missing/],
    ['write_file', { path: 'a', content: null }, /"content" is missing/],
    ['write_file', { path: 'a', content: 7 }, /"content" has a wrong value/],
    ['write_file', { path: 'a', content: { length: 1 } }, /"content" has a wrong value/],
    ['write_file', { path: ['a'], content: 'x' }, /"path" has a wrong value/],
    [
      'write_file',
      { filePath: 'a', content: 'x' },
      /"path" is missing; there is no argument "filePath"/,
    ],
    ['write_file', { path: 'a', content: 'x', mode: 'append' }, /no argument "mode"/],
    ['write_file', json('{"__proto__":{"path":"a","content":"x"}}'), /"path" is missing/],
    ['write_file', json('{"path":"a","content":"x","__proto__":{}}'), /no argument "__proto__"/],
    ['write_file', json('{"path":"a","content":"x","constructor":1}'), /no argument "constructor"/],
    ['write_file', Object.create({ path: 'a', content: 'x' }), /"path" is missing/],
    [
      'read_file',
      { path: 'a', offset: -1 },
      /"offset" has a wrong value.*"offset" \(integer from 0, optional\)/,
    ],
    ['read_file', { path: 'a', offset: 1.5 }, /"offset" has a wrong value/],
    ['read_file', { path: 'a', offset: '1' }, /"offset" has a wrong value/],
    ['read_file', { path: 'a', offset: 1e300 }, /"offset" has a wrong value/],
    ['read_file', { path: 'a', offset: Number.NaN }, /"offset" has a wrong value/],
    ['read_file', { path: 'a', start: 1 }, /no argument "start"/],
    ['list_files', { directory: 'a' }, /no argument "directory".*"path" \(string, optional\)/],
    ['list_files', { 'a\u202e\n': 1 }, /no argument "a\\u\{202e\}\\u\{a\}"/],
    ['list_files', { a: 1, b: 2, c: 3, d: 4 }, /no argument "a", "b", "c" and others/],
    ['list_files', { path: 7 }, /"path" has a wrong value/],
  ])('%s refuses them: %#', async (name, args, problem) => {
    const { files, call } = toolsOf();
    const outcome = await call(name, args);
    expect(outcome.ok).toBe(false);
    expect(outcome.text).toMatch(/^Error: /);
    expect(outcome.text).toMatch(problem);
    expect(await files.list()).toEqual([]);
  });

  it('of a huge size are answered shortly', async () => {
    const { call } = toolsOf();
    const huge = 'x\n'.repeat(500_000);
    const manyKeys = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, i) => [`${huge.slice(0, 500)}${i}`, 1]),
    );
    for (const [name, args] of [
      ['write_file', { path: huge, content: huge }],
      ['write_file', { path: 'a', content: huge }],
      ['read_file', { path: huge }],
      ['list_files', { path: huge }],
      ['list_files', { [huge]: huge }],
      ['list_files', manyKeys],
    ] as const) {
      const outcome = await call(name, args);
      expect(outcome.ok).toBe(false);
      expect(outcome.text.length).toBeLessThan(600);
      expect(outcome.text).not.toContain('\n');
    }
  });

  it('never make a tool reject, nor learn what failed inside', async () => {
    const broken = new Proxy(createMemoryStore().forUser('ann'), {
      get: () => async () => {
        throw new Error('EACCES /home/someone/secret');
      },
    });
    const { call } = toolsOf(broken);
    for (const [name, args] of [
      ['write_file', { path: 'a', content: 'x' }],
      ['read_file', { path: 'a' }],
      ['list_files', {}],
    ] as const)
      expect(await call(name, args)).toEqual({
        ok: false,
        text: `Error: ${name} failed. Do not call it again; tell the user.`,
        fault: new Error('EACCES /home/someone/secret'),
      });
  });

  it('reach no file of another user', async () => {
    const store = createMemoryStore();
    await store.forUser('anna').write('secret.md', 'canary', author);
    const { call } = toolsOf(store.forUser('ann'));
    for (const path of [
      'secret.md',
      '../anna/secret.md',
      '/anna/secret.md',
      'anna/secret.md',
      'a/secret.md',
    ]) {
      const outcome = await call('read_file', { path });
      expect(outcome.ok).toBe(false);
      expect(outcome.text).not.toContain('canary');
    }
    expect((await call('list_files', {})).text).toBe('No files yet.');
    expect((await call('list_files', { path: 'anna' })).text).toBe('No files in anna.');
  });
});
