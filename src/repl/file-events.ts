import type { FileStore } from '../files/file-store.ts';
import type { Emit } from './event-stream.ts';
import type { ReportedError } from './events.ts';
import type { Redact } from './redact.ts';

const storeError = (reason: string): ReportedError => ({
  code: 'store-unavailable',
  message: `the files can't be reached: ${reason}`,
  advice: 'It is tried again by itself; what is shown of files is stale until then.',
});

/** Tells by events what happens to files, and whether they can be reached. */
export interface FileEvents {
  /** Tells which files a user has already: others may share the store. Never rejects. */
  load(user: string): Promise<void>;
}

/** From now on, for as long as the store is open. `redact` is for what the store says of why it is out of reach. */
export function tellFileEvents(store: FileStore, emit: Emit, redact: Redact): FileEvents {
  /** Users whose files could not be read when they were added. */
  const unloaded = new Set<string>();

  async function load(user: string): Promise<void> {
    try {
      const files = await store.forUser(user).list();
      unloaded.delete(user);
      if (files.length > 0) emit({ type: 'files.loaded', user, files });
    } catch {
      // That it can't be reached is told by itself.
      unloaded.add(user);
    }
  }

  store.subscribe(({ user, path, operation, revision, size, author, reset }) => {
    const { client: writer, request, origin } = author;
    emit({
      type: 'file.changed',
      user,
      path,
      operation,
      revision,
      size,
      writer,
      ...(origin && { origin }),
      // Each REPL counts its requests by itself: another one's is none that anybody here knows.
      ...(request && !origin && { request }),
      ...(reset && { reset }),
    });
  });
  store.watch((status) => {
    if (!status.reachable) {
      return emit({ type: 'store.lost', error: storeError(redact(status.reason)) });
    }
    emit({ type: 'store.restored' });
    for (const user of unloaded) void load(user);
  });
  return { load };
}
