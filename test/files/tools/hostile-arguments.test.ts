import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/files/memory-store.ts';
import { author, toolsOf } from './tools-of.ts';

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
