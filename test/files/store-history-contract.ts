import { describe, expect, it } from 'vitest';
import type { Author, FileChange, FileStore } from '../../src/files/file-store.ts';
import { type CreateStore, refused } from './store-contract.ts';

const c1: Author = { client: 'C1', request: 'r1' };
const c2: Author = { client: 'C2', request: 'r2' };

/** What every store must hold to that tells of changes and keeps what files were before, wherever it keeps them. */
export function describeFileHistory(name: string, create: CreateStore): void {
  describe(`${name}: versions`, () => {
    it('keeps what a file was, oldest first, with what was done and by whom', async () => {
      const files = create().forUser('ann');
      await files.write('docs/a', 'one', c1);
      await files.write('docs/a', 'two', c2);
      await files.write('other', 'x', c1);
      expect(await files.versions('/docs//a')).toEqual([
        { revision: 1, operation: 'created', author: c1, content: 'one' },
        { revision: 2, operation: 'updated', author: c2, content: 'two' },
      ]);
    });

    it('knows of a delete, and of what came after it', async () => {
      const files = create().forUser('ann');
      await files.write('a', 'one', c1);
      await files.delete('a', c2);
      const deleted = { revision: 1, operation: 'deleted', author: c2 };
      expect((await files.versions('a')).at(-1)).toEqual(deleted);
      await files.write('a', 'two', c1);
      expect((await files.versions('a')).map((version) => version.operation)).toEqual([
        'created',
        'deleted',
        'created',
      ]);
    });

    it('refuses what it knows nothing of, a folder, and a bad path', async () => {
      const files = create().forUser('ann');
      await files.write('docs/a', 'one', c1);
      await refused(files.versions('b'), 'not-found');
      await refused(files.versions('docs'), 'is-directory');
      await refused(files.versions('../a'), 'path-invalid');
    });

    it('forgets the oldest of all files first, by number, and never what a file is now', async () => {
      const files = create({ previousVersions: 3 }).forUser('ann');
      for (const content of ['1', '2', '3']) await files.write('a', content, c1);
      for (const content of ['1', '2', '3']) await files.write('b', content, c1);
      const contents = async (path: string) =>
        (await files.versions(path)).map((version) => version.content);
      expect(await contents('a')).toEqual(['2', '3']);
      expect(await contents('b')).toEqual(['1', '2', '3']);
      for (let i = 0; i < 10; i++) await files.write('b', `${i}`, c1);
      expect(await contents('a')).toEqual(['3']);
      expect(await contents('b')).toEqual(['6', '7', '8', '9']);
    });

    it('says which requests made what is no longer kept', async () => {
      const files = create({ previousVersions: 1 }).forUser('ann');
      const by = (request: string) => ({ client: 'C1', request });
      await files.write('a', '1', by('R1'));
      await files.write('a', '2', by('R2'));
      await files.write('a', '3', by('R1'));
      await files.write('a', '4', { client: 'operator' });
      const versions = await files.versions('a');
      expect(versions.map(({ content }) => content)).toEqual(['3', '4']);
      expect(versions[0]?.droppedRequests).toEqual(['R1', 'R2']);
      expect(versions[1]?.droppedRequests).toBeUndefined();
    });

    it('forgets the oldest first by bytes of UTF-8', async () => {
      const files = create({ bytesOfPreviousVersions: 8 }).forUser('ann');
      for (const content of ['üü', 'öö', 'ää', '']) await files.write('a', content, c1);
      expect((await files.versions('a')).map((version) => version.content)).toEqual([
        'öö',
        'ää',
        '',
      ]);
      await files.write('a', 'longer than all', c1);
      await files.write('a', '', c1);
      expect(await files.versions('a')).toHaveLength(1);
    });

    it('forgets deleted files as well, so that many that come and go take no room', async () => {
      const files = create({ previousVersions: 4 }).forUser('ann');
      for (let i = 0; i < 10; i++) {
        await files.write(`f${i}`, 'x', c1);
        await files.delete(`f${i}`, c1);
      }
      await refused(files.versions('f7'), 'not-found');
      expect(await files.versions('f8')).toHaveLength(2);
      expect(await files.versions('f9')).toHaveLength(2);
    });

    it('forgets all with a reset, and keeps users apart', async () => {
      const store = create();
      const files = store.forUser('ann');
      await files.write('a', 'one', c1);
      await files.write('a', 'two', c1);
      await refused(store.forUser('bob').versions('a'), 'not-found');
      await files.reset(c1);
      await refused(files.versions('a'), 'not-found');
      await files.write('a', 'three', c1);
      expect(await files.versions('a')).toHaveLength(1);
    });

    it('hands out a list that does not change afterwards', async () => {
      const files = create().forUser('ann');
      await files.write('a', 'one', c1);
      const before = await files.versions('a');
      await files.write('a', 'two', c1);
      expect(before).toHaveLength(1);
    });
  });

  describe(`${name}: changes`, () => {
    function recorded(store: FileStore): FileChange[] {
      const changes: FileChange[] = [];
      store.subscribe((change) => changes.push(change));
      return changes;
    }

    it('tells of each change, with user, author and revision', async () => {
      const store = create(undefined, () => new Date(0));
      const changes = recorded(store);
      const files = store.forUser('ann');
      await files.write('a', 'one', c1);
      await files.write('a', 'three', c2);
      await files.delete('a', c1);
      const modified = '1970-01-01T00:00:00.000Z';
      const change = { user: 'ann', path: 'a', modified };
      expect(changes).toEqual([
        { ...change, operation: 'created', size: 3, revision: 1, writer: 'C1', author: c1 },
        { ...change, operation: 'updated', size: 5, revision: 2, writer: 'C2', author: c2 },
        { ...change, operation: 'deleted', size: 0, revision: 2, writer: 'C1', author: c1 },
      ]);
    });

    it('tells nothing of a refused operation', async () => {
      const store = create({ bytesPerFile: 1 });
      const changes = recorded(store);
      const files = store.forUser('ann');
      await refused(files.write('a', 'too long', c1), 'file-too-large');
      await refused(files.write('../a', 'x', c1), 'path-invalid');
      await refused(files.delete('a', c1), 'not-found');
      expect(changes).toEqual([]);
    });

    it('tells of a reset file by file, when all are gone', async () => {
      const store = create();
      const files = store.forUser('ann');
      for (const path of ['b', 'a/c', 'a/b']) await files.write(path, 'x', c1);
      await store.forUser('anna').write('z', 'x', c1);
      const changes = recorded(store);
      let left: Promise<readonly unknown[]> | undefined;
      store.subscribe(() => {
        left ??= files.list();
      });
      await files.reset(c2);
      expect(changes.map(({ user, path, operation }) => [user, path, operation])).toEqual([
        ['ann', 'a/b', 'deleted'],
        ['ann', 'a/c', 'deleted'],
        ['ann', 'b', 'deleted'],
      ]);
      expect(await left).toEqual([]);
    });

    it('has already changed when it tells', async () => {
      const store = create();
      let seen: Promise<string> | undefined;
      store.subscribe((change) => {
        seen = store
          .forUser(change.user)
          .read(change.path)
          .then((file) => file.content);
      });
      await store.forUser('ann').write('a', 'new', c1);
      expect(await seen).toBe('new');
    });

    it('stands a listener that throws', async () => {
      const store = create();
      store.subscribe(() => {
        throw new Error('a listener of the test');
      });
      const changes = recorded(store);
      expect((await store.forUser('ann').write('a', 'x', c1)).revision).toBe(1);
      expect((await store.forUser('ann').write('a', 'x', c1)).revision).toBe(2);
      expect(changes).toHaveLength(2);
    });

    it('tells every listener in the order of the changes, also where a listener writes', async () => {
      const store = create();
      const answered: Promise<unknown>[] = [];
      store.subscribe((change) => {
        if (change.path === 'a') answered.push(store.forUser('ann').write('b', 'x', c2));
      });
      const changes = recorded(store);
      await store.forUser('ann').write('a', 'x', c1);
      await Promise.all(answered);
      expect(changes.map((change) => change.path)).toEqual(['a', 'b']);
    });

    it('ends one subscription, also from within, and no other', async () => {
      const store = create();
      const calls: string[] = [];
      const listener = () => calls.push('same');
      const endFirst = store.subscribe(listener);
      store.subscribe(listener);
      const endOnce = store.subscribe(() => {
        calls.push('once');
        endOnce();
      });
      endFirst();
      endFirst();
      await store.forUser('ann').write('a', 'x', c1);
      await store.forUser('ann').write('a', 'x', c1);
      expect(calls).toEqual(['same', 'once', 'same']);
    });

    it('tells nothing more to a listener that another one has just ended', async () => {
      const store = create();
      const calls: string[] = [];
      const ends: (() => void)[] = [];
      for (const name of ['first', 'second'])
        ends.push(
          store.subscribe(() => {
            calls.push(name);
            for (const end of ends) end();
          }),
        );
      await store.forUser('ann').write('a', 'x', c1);
      expect(calls).toHaveLength(1);
    });
  });

  describe(`${name}: a reset`, () => {
    it('leaves nothing, gives all room back, and may be done twice', async () => {
      const files = create({ filesPerUser: 2, bytesPerUser: 4 }).forUser('ann');
      for (let round = 0; round < 3; round++) {
        await files.write('a/b', 'xx', c1);
        await files.write('c', 'xx', c1);
        await files.reset(c1);
        await files.reset(c1);
        expect(await files.list()).toEqual([]);
        await refused(files.list('a'), 'not-found');
        await refused(files.read('c'), 'not-found');
      }
      expect((await files.write('a', 'xxxx', c1)).size).toBe(4);
    });

    it('is told with each file that it deletes, and a delete is none', async () => {
      const store = create();
      const changes: FileChange[] = [];
      const files = store.forUser('ann');
      for (const path of ['a', 'b', 'c']) await files.write(path, 'x', c1);
      store.subscribe((change) => changes.push(change));
      await files.delete('a', c1);
      await files.reset(c1);
      expect(changes.map(({ path, reset }) => [path, reset])).toEqual([
        ['a', undefined],
        ['b', true],
        ['c', true],
      ]);
    });
  });
}
