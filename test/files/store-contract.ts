import { describe, expect, it } from 'vitest';
import type { FilesErrorCode } from '../../src/files/errors.ts';
import { FilesError } from '../../src/files/errors.ts';
import type { Author, FileStore } from '../../src/files/file-store.ts';
import type { FileLimits } from '../../src/files/limits.ts';

export type CreateStore = (limits?: Partial<FileLimits>, now?: () => Date) => FileStore;

const c1: Author = { client: 'C1', request: 'r1' };
const c2: Author = { client: 'C2', request: 'r2' };

/** Resolves with the error that `call` was refused with, and fails where it was not refused with this code. */
export async function refused(call: Promise<unknown>, code: FilesErrorCode): Promise<FilesError> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const error = 'error' in outcome ? outcome.error : undefined;
  expect(error, `should be refused: ${code}`).toBeInstanceOf(FilesError);
  if (!(error instanceof FilesError)) throw new Error('unreachable');
  expect(error.code).toBe(code);
  return error;
}

/** What every store of files must hold to, wherever it keeps them. */
export function describeFileStore(name: string, create: CreateStore): void {
  describe(`${name}: reading and writing`, () => {
    it('reads back what was written, with who, when and which revision', async () => {
      const files = create(undefined, () => new Date('2024-05-06T07:08:09Z')).forUser('ann');
      const entry = await files.write('docs/tea.md', 'grün', c1);
      expect(entry).toEqual({
        path: 'docs/tea.md',
        size: 5,
        revision: 1,
        writer: 'C1',
        modified: '2024-05-06T07:08:09.000Z',
      });
      expect(await files.read('docs/tea.md')).toEqual({ ...entry, content: 'grün' });
    });

    it('keeps content to the byte', async () => {
      const files = create().forUser('ann');
      for (const content of ['', '\n', 'a\r\nb\0c', '\ufeffx', '👩‍👩‍👧', 'e\u0301', '  ']) {
        await files.write('x', content, c1);
        expect((await files.read('x')).content).toBe(content);
      }
    });

    it('refuses content with half a surrogate pair and keeps what was there', async () => {
      const files = create().forUser('ann');
      await files.write('x', 'before', c1);
      await refused(files.write('x', 'a\ud83d', c1), 'content-invalid');
      await refused(files.write('x', '\ude00a', c1), 'content-invalid');
      expect(await files.read('x')).toMatchObject({ content: 'before', revision: 1 });
    });

    it('takes the same file by any harmless spelling of its path', async () => {
      const files = create().forUser('ann');
      await files.write('/docs//./re\u0301sume\u0301.md', 'x', c1);
      expect((await files.read('docs/r\u00e9sum\u00e9.md')).path).toBe('docs/r\u00e9sum\u00e9.md');
      expect(await files.list('./docs/')).toHaveLength(1);
    });

    it.each(['../x', 'a/../x', '', '/', 'a\\b', 'docs/'])('refuses the path %j', async (path) => {
      const files = create().forUser('ann');
      await refused(files.write(path, 'x', c1), 'path-invalid');
      await refused(files.read(path), 'path-invalid');
      await refused(files.delete(path, c1), 'path-invalid');
      expect(await files.list()).toEqual([]);
    });

    it('refuses to read or delete what is not there', async () => {
      const files = create().forUser('ann');
      await files.write('a/b', 'x', c1);
      await refused(files.read('a/c'), 'not-found');
      await refused(files.read('a/b/c'), 'not-found');
      await refused(files.delete('A/b', c1), 'not-found');
      await refused(files.read('a'), 'is-directory');
      await refused(files.delete('a', c1), 'is-directory');
    });

    it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
      'knows no file or folder %s until there is one',
      async (path) => {
        const files = create().forUser('ann');
        await refused(files.read(path), 'not-found');
        await refused(files.list(path), 'not-found');
        await files.write(`${path}/${path}`, 'x', c1);
        expect((await files.list(path)).map((entry) => entry.path)).toEqual([`${path}/${path}`]);
      },
    );
  });

  describe(`${name}: directories`, () => {
    it('lets no file be below a file', async () => {
      const files = create().forUser('ann');
      await files.write('a', 'x', c1);
      await refused(files.write('a/b', 'y', c1), 'not-a-directory');
      await refused(files.write('a/b/c/d', 'y', c1), 'not-a-directory');
      expect((await files.list()).map((entry) => entry.path)).toEqual(['a']);
    });

    it('lets no file take the place of a directory', async () => {
      const files = create().forUser('ann');
      await files.write('a/b/c', 'x', c1);
      await refused(files.write('a', 'y', c1), 'is-directory');
      await refused(files.write('a/b', 'y', c1), 'is-directory');
      expect((await files.list()).map((entry) => entry.path)).toEqual(['a/b/c']);
    });

    it('forgets a directory with its last file', async () => {
      const files = create().forUser('ann');
      await files.write('a/b/c', 'x', c1);
      await files.write('a/d', 'x', c1);
      await files.delete('a/b/c', c1);
      await refused(files.list('a/b'), 'not-found');
      await files.write('a/b', 'now a file', c1);
      await files.delete('a/b', c1);
      await files.delete('a/d', c1);
      await files.write('a', 'now a file', c1);
      expect((await files.list()).map((entry) => entry.path)).toEqual(['a']);
    });
  });

  describe(`${name}: listing`, () => {
    it('sorts by code point, also where UTF-16 would not', async () => {
      const files = create().forUser('ann');
      const sorted = ['B', 'a', 'a-b', 'a.md', 'ab/c', 'ab0', 'é', '日', '\uff21', '😀', '😁'];
      for (const path of [...sorted].reverse()) await files.write(path, 'x', c1);
      expect((await files.list()).map((entry) => entry.path)).toEqual(sorted);
    });

    it('lists what lies below a directory, and only that', async () => {
      const files = create().forUser('ann');
      for (const path of ['a/b', 'a/c/d', 'ab', 'a.md', 'b/a/b']) await files.write(path, 'x', c1);
      expect((await files.list('a')).map((entry) => entry.path)).toEqual(['a/b', 'a/c/d']);
      expect((await files.list('a/c')).map((entry) => entry.path)).toEqual(['a/c/d']);
      for (const root of ['', '.', './', '/', '//']) expect(await files.list(root)).toHaveLength(5);
    });

    it('holds no content and does not change afterwards', async () => {
      const files = create().forUser('ann');
      await files.write('a', 'secret', c1);
      const before = await files.list();
      await files.write('a', 'longer secret', c2);
      await files.write('b', 'x', c2);
      expect(JSON.stringify(before)).not.toContain('secret');
      expect(before).toMatchObject([{ path: 'a', size: 6, revision: 1, writer: 'C1' }]);
    });

    it('refuses a directory that is none', async () => {
      const files = create().forUser('ann');
      await files.write('a', 'x', c1);
      expect(await create().forUser('nobody').list()).toEqual([]);
      await refused(files.list('b'), 'not-found');
      await refused(files.list('a'), 'not-a-directory');
      await refused(files.list('..'), 'path-invalid');
    });
  });

  describe(`${name}: revisions`, () => {
    it('counts writes for each file by itself, and says who wrote last', async () => {
      const files = create().forUser('ann');
      await files.write('a', '1', c1);
      await files.write('b', '1', c1);
      expect(await files.write('a', '2', c2)).toMatchObject({ revision: 2, writer: 'C2' });
      expect(await files.read('b')).toMatchObject({ revision: 1, writer: 'C1' });
    });

    it('goes on after a delete and after a reset', async () => {
      const files = create().forUser('ann');
      await files.write('a', '1', c1);
      await files.write('a', '2', c1);
      expect(await files.delete('./a', c1)).toEqual({ path: 'a', revision: 2 });
      expect((await files.write('a', '3', c1)).revision).toBe(3);
      await files.reset(c1);
      expect((await files.write('a', '4', c1)).revision).toBe(4);
    });

    it('never gives a file the same revision twice, however many files come and go', async () => {
      const files = create({ filesPerUser: 4 }).forUser('ann');
      await files.write('a', 'x', c1);
      await files.write('a', 'x', c1);
      await files.delete('a', c1);
      for (let i = 0; i < 50; i++) {
        await files.write(`f${i}`, 'x', c1);
        await files.delete(`f${i}`, c1);
      }
      expect((await files.write('a', 'x', c1)).revision).toBeGreaterThan(2);
    });

    it('writes only on the revision that was asked for', async () => {
      const files = create().forUser('ann');
      await refused(files.write('a', 'x', c1, { ifRevision: 1 }), 'revision-conflict');
      await files.write('a', 'one', c1, { ifRevision: 0 });
      await refused(files.write('a', 'x', c2, { ifRevision: 0 }), 'revision-conflict');
      await files.write('a', 'two', c1, { ifRevision: 1 });
      await refused(files.write('a', 'x', c2, { ifRevision: 1 }), 'revision-conflict');
      expect(await files.read('a')).toMatchObject({ content: 'two', revision: 2 });
      await files.delete('a', c1);
      await refused(files.write('a', 'x', c2, { ifRevision: 2 }), 'revision-conflict');
      expect((await files.write('a', 'three', c2, { ifRevision: 0 })).revision).toBe(3);
    });

    it('lets two clients write one file: the last wins whole, and revisions say which', async () => {
      const store = create();
      const [one, two] = [store.forUser('ann'), store.forUser('ann')];
      const writes = Array.from({ length: 50 }, (_, i) =>
        i % 2 === 0
          ? one.write('shared', `C1 ${i} `.repeat(1000), c1)
          : two.write('shared', `C2 ${i} `.repeat(2000), c2),
      );
      const entries = await Promise.all(writes);
      const revisions = entries.map((entry) => entry.revision);
      expect([...revisions].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 50 }, (_, i) => i + 1),
      );
      const winner = revisions.indexOf(50);
      const client = winner % 2 === 0 ? 'C1' : 'C2';
      expect(await one.read('shared')).toMatchObject({
        revision: 50,
        writer: client,
        content: `${client} ${winner} `.repeat(client === 'C1' ? 1000 : 2000),
      });
    });

    it('lets exactly one of two clients win where both ask for the same revision', async () => {
      const files = create().forUser('ann');
      const outcomes = await Promise.allSettled([
        files.write('a', 'one', c1, { ifRevision: 0 }),
        files.write('a', 'two', c2, { ifRevision: 0 }),
      ]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await files.read('a')).revision).toBe(1);
    });
  });

  describe(`${name}: users`, () => {
    const users = ['ann', 'anna', 'Ann', '__proto__', 'constructor', '*', '日本', 'ann/x', ''];

    it('keeps users apart that share a prefix, a case or a special name', async () => {
      const store = create();
      for (const user of users) {
        await store.forUser(user).write('x/y', `of ${user}`, c1);
        expect(store.forUser(user).user).toBe(user);
      }
      for (const user of users) {
        expect((await store.forUser(user).read('x/y')).content).toBe(`of ${user}`);
        expect(await store.forUser(user).list()).toMatchObject([{ path: 'x/y', revision: 1 }]);
      }
      await store.forUser('ann').reset(c1);
      expect(await store.forUser('ann').list()).toEqual([]);
      await store.forUser('*').delete('x/y', c1);
      for (const user of users.filter((other) => other !== 'ann' && other !== '*'))
        expect(await store.forUser(user).list()).toHaveLength(1);
    });

    it('compares users exactly as given', async () => {
      const store = create();
      await store.forUser('re\u0301my').write('x', 'secret', c1);
      expect(await store.forUser('r\u00e9my').list()).toEqual([]);
      expect((await store.forUser('re\u0301my').read('x')).content).toBe('secret');
    });

    it('counts limits for each user by itself', async () => {
      const store = create({ filesPerUser: 1, bytesPerUser: 3 });
      for (const user of users) await store.forUser(user).write('x', 'abc', c1);
      for (const user of users)
        await refused(store.forUser(user).write('y', '', c1), 'too-many-files');
    });

    it('keeps stores apart', async () => {
      await create().forUser('ann').write('x', 'secret', c1);
      expect(await create().forUser('ann').list()).toEqual([]);
    });
  });
}
