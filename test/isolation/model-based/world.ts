import type { FileChange, FileEntry, FileStore } from '../../../src/files/file-store.ts';
import type { FileLimits } from '../../../src/files/limits.ts';
import { createMemoryStore } from '../../../src/files/memory-store.ts';
import { createReference, type Reference } from './reference.ts';

/** One user as the tests know it: what it must have, and what nobody else may ever be told. */
export interface WorldUser {
  readonly name: string;
  readonly reference: Reference;
  /** In every content that this user writes. */
  readonly canary: string;
  /** A file that no other user writes. */
  readonly ownPath: string;
  /** All that this user's clients have sent so far, but for the filling of contents. */
  said: string;
}

export interface World {
  readonly store: FileStore;
  readonly users: readonly WorldUser[];
  /** Changes as they were told, to be taken away by who expects them. */
  readonly changes: FileChange[];
}

export function createWorld(names: readonly string[], limits: FileLimits): World {
  const store = createMemoryStore(limits);
  const changes: FileChange[] = [];
  store.subscribe((change) => changes.push(change));
  const users = names.map((name, index) => ({
    name,
    reference: createReference(limits),
    canary: `canary-${index}-`,
    ownPath: `own-${index}.md`,
    said: '',
  }));
  return { store, users, changes };
}

const summary = (path: string, { size, revision, writer }: Omit<FileEntry, 'path' | 'modified'>) =>
  `${JSON.stringify(path)} ${size} B, revision ${revision}, by ${writer}`;

const summaries = ({ reference }: WorldUser) =>
  [...reference.files].map(([path, file]) => summary(path, file)).sort();

/**
 * Whether every user sees exactly its own: the listing with sizes, revisions and writers, every content, and no file
 * more. Says what is wrong, or nothing. Asks the store for all of it before it gives way to anyone.
 */
export async function differences({ store, users }: World): Promise<string[]> {
  const seen = users.map((user) => {
    const files = store.forUser(user.name);
    const contents = [...user.reference.files].map(async ([path, { content }]) => {
      const found = await files.read(path);
      return found.content === content ? [] : [`${user.name}: ${path} has another content`];
    });
    return { user, expected: summaries(user), listing: files.list(), contents };
  });
  const found = seen.map(async ({ user, expected, listing, contents }) => {
    const listed = (await listing).map((entry) => summary(entry.path, entry)).sort();
    const wrong = listed.join('\n') !== expected.join('\n');
    return [
      ...(wrong
        ? [`${user.name} must see\n${expected.join('\n')}\nand sees\n${listed.join('\n')}`]
        : []),
      ...(await Promise.all(contents)).flat(),
    ];
  });
  return (await Promise.all(found)).flat();
}

/** A fold over the changes, as any listener could make it; it knows the store by nothing else. */
export function createPicture() {
  const users = new Map<string, Map<string, FileChange>>();

  return {
    /** @throws where a change can't follow those before it */
    fold(change: FileChange): void {
      const files = users.get(change.user) ?? new Map<string, FileChange>();
      users.set(change.user, files);
      const before = files.get(change.path);
      const follows = {
        created: before === undefined,
        updated: change.revision === (before?.revision ?? Number.NaN) + 1,
        deleted: change.revision === before?.revision && change.size === 0,
      };
      if (!follows[change.operation])
        throw new Error(
          `told wrongly: ${change.operation} ${change.user} ${summary(change.path, change)}`,
        );
      if (change.operation === 'deleted') files.delete(change.path);
      else files.set(change.path, change);
    },

    differences(world: World): string[] {
      return world.users.flatMap((user) => {
        const told = [...(users.get(user.name)?.values() ?? [])];
        const folded = told.map((change) => summary(change.path, change)).sort();
        const expected = summaries(user);
        if (folded.join('\n') === expected.join('\n')) return [];
        return [`${user.name} must be told\n${expected.join('\n')}\nnot\n${folded.join('\n')}`];
      });
    },
  };
}

/** What a text for one user holds of the others: a name, a content or a path that this user has not itself sent. */
export function leaks(text: string, user: WorldUser, { users }: World): string[] {
  return users
    .filter((other) => other !== user)
    .flatMap(({ name, canary, ownPath }) => [name, canary, ownPath])
    .filter((secret) => text.includes(secret) && !user.said.includes(secret))
    .map((secret) => `${user.name} was told ${JSON.stringify(secret)}: ${text.slice(0, 300)}`);
}
