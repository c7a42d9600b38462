import type { UserFiles } from '../../files/file-store.ts';
import type { FileLimits } from '../../files/limits.ts';
import type { Command } from '../command.ts';
import { ReplError, reportError } from '../errors.ts';
import type { Emit } from '../event-stream.ts';
import type { OfTransfer } from '../events.ts';
import { exportFiles } from './export-files.ts';
import type { HostFiles, HostReadLimits } from './host-files.ts';
import { destinationOf, importFiles } from './import-files.ts';
import { runTransfer } from './transfer.ts';

/** What users have to start with: a file or folder of the host's, for this user, or for every one. */
export interface Seed {
  readonly host: string;
  readonly user?: string;
}

export interface Transfers {
  /** @throws ReplError `no-host-files`, an Error with a `code`: nothing was done then */
  import(files: UserFiles, command: Extract<Command, { type: 'import' }>): Promise<void>;
  /** @throws ReplError `no-host-files`, an Error with a `code`: nothing was done then */
  export(files: UserFiles, command: Extract<Command, { type: 'export' }>): Promise<void>;
  /** Gives a new user the files to start with; those that are there stay. Settles at once where there are none. Never rejects. */
  seed(files: UserFiles): Promise<void>;
  /** Ends what runs, after the file that it is at. */
  close(): Promise<void>;
}

/** What is read of the host's. Of ten times the files that a user may have, most would be left out. */
export const readLimits = ({ bytesPerFile, depth, filesPerUser }: FileLimits): HostReadLimits => ({
  bytesPerFile,
  depth,
  entries: 10 * filesPerUser,
});

/** What goes between the host's disk and the users' files. Without `host`, nothing does. */
export function createTransfers(
  host: HostFiles | undefined,
  seeds: readonly Seed[],
  limits: FileLimits,
  emit: Emit,
): Transfers {
  const closing = new AbortController();
  const { signal } = closing;
  const running = new Set<Promise<void>>();
  let transfers = 0;

  function disk(): HostFiles {
    if (host) return host;
    throw new ReplError(
      'no-host-files',
      'files of this machine can not be imported or exported here',
      'Start multiuser-repl by hand for that.',
    );
  }

  /** Counts as running until it settles. */
  function track(transfer: Promise<void>): Promise<void> {
    const settled = transfer
      .catch(() => {})
      .finally(() => {
        running.delete(settled);
      });
    running.add(settled);
    return transfer;
  }

  const next = (
    { user }: UserFiles,
    direction: OfTransfer['direction'],
    seed = false,
  ): OfTransfer => ({
    user,
    transfer: `T${++transfers}`,
    direction,
    ...(seed && { seed }),
  });

  async function bring(
    files: UserFiles,
    from: string,
    path: string | undefined,
    overwrite: boolean,
    seed: boolean,
  ): Promise<void> {
    const source = await disk().openSource(from, readLimits(limits));
    try {
      const into = seed && source.kind === 'folder' ? '' : path;
      const destination = destinationOf(source, into, limits);
      const of = next(files, 'import', seed);
      await runTransfer(of, source.path, emit, signal, (report) =>
        importFiles(source, destination, files, overwrite, signal, report),
      );
    } finally {
      await source.close();
    }
  }

  async function take(files: UserFiles, to: string, overwrite: boolean): Promise<void> {
    const target = await disk().openTarget(to);
    try {
      await runTransfer(next(files, 'export'), target.path, emit, signal, (report) =>
        exportFiles(files, target, overwrite, signal, report),
      );
    } finally {
      await target.close();
    }
  }

  async function seedAll(files: UserFiles): Promise<void> {
    const { user } = files;
    // What is meant for one comes first, since what is there stays.
    const own = seeds.filter((seed) => seed.user === user);
    const everyones = seeds.filter((seed) => seed.user === undefined);
    for (const { host: from } of [...own, ...everyones]) {
      if (signal.aborted) return;
      await bring(files, from, undefined, false, true).catch((error: unknown) =>
        emit({ type: 'seed.failed', user, host: from, error: reportError(error) }),
      );
    }
  }

  return {
    import: (files, { host: from, path, overwrite = false }) =>
      track(bring(files, from, path, overwrite, false)),
    export: (files, { host: to, overwrite = false }) => track(take(files, to, overwrite)),
    seed: (files) => track(seedAll(files)),
    async close() {
      closing.abort();
      await Promise.all(running);
    },
  };
}
