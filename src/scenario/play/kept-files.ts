import type { FileStore } from '../../files/file-store.ts';

/** By user and path: what all files held at one time. */
export type KeptFiles = ReadonlyMap<string, ReadonlyMap<string, string>>;

const author = { client: 'operator' };

export async function keepFiles(
  store: Pick<FileStore, 'forUser'>,
  users: readonly string[],
): Promise<KeptFiles> {
  const kept = new Map<string, ReadonlyMap<string, string>>();
  for (const user of users) {
    const files = store.forUser(user);
    const contents = new Map<string, string>();
    for (const { path } of await files.list()) contents.set(path, (await files.read(path)).content);
    kept.set(user, contents);
  }
  return kept;
}

/** Makes files what they were; those that are so already are left alone. Revisions go on: that too has happened. */
export async function restoreFiles(
  store: Pick<FileStore, 'forUser'>,
  kept: KeptFiles,
): Promise<void> {
  for (const [user, contents] of kept) {
    const files = store.forUser(user);
    // Deleted first: a directory may stand where a file was, and users may have no more room.
    for (const { path } of await files.list()) {
      if (!contents.has(path)) await files.delete(path, author);
    }
    const there = new Set((await files.list()).map(({ path }) => path));
    for (const [path, content] of contents) {
      if (there.has(path) && (await files.read(path)).content === content) continue;
      await files.write(path, content, author);
    }
  }
}
