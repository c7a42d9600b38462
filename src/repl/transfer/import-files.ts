import { FilesError } from '../../files/errors.ts';
import type { UserFiles } from '../../files/file-store.ts';
import type { FileLimits } from '../../files/limits.ts';
import { normalizeDirectory, normalizePath } from '../../files/paths.ts';
import { ReplError } from '../errors.ts';
import type { HostSource } from './host-files.ts';
import type { Report } from './transfer.ts';

/** From an entry's path below its source to the path of the user's file. @throws FilesError a path error */
export type Destination = (path: string) => string;

/**
 * Where a source goes: a file to `path`, or into it where that ends with `/`; a folder's files below `path`. Where it is
 * left out, under its own name.
 * @throws FilesError a path error
 */
export function destinationOf(
  { kind, name }: Pick<HostSource, 'kind' | 'name'>,
  path: string | undefined,
  limits: FileLimits,
): Destination {
  if (kind === 'folder') {
    const into = normalizeDirectory(path ?? name, limits);
    return (below) => normalizePath(`${into}/${below}`, limits);
  }
  const isFolder = path === undefined || /(?:^|\/)\.?$/.test(path);
  const only = normalizePath(isFolder ? `${path ?? ''}/${name}` : path, limits);
  return () => only;
}

/** A write that was to change nothing that is there found something. */
const orExists = (error: unknown) =>
  error instanceof FilesError && error.code === 'revision-conflict'
    ? new ReplError('exists', 'is there already: with --overwrite it is replaced')
    : error;

/** Writes what a source holds to a user's files. A file that can't be taken is left out, and the next one follows. */
export async function importFiles(
  { entries }: Pick<HostSource, 'entries'>,
  destination: Destination,
  files: UserFiles,
  overwrite: boolean,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  /** Two names of the host's may be one here. */
  const written = new Set<string>();
  for await (const entry of entries) {
    if (signal.aborted) return;
    try {
      if ('problem' in entry) throw entry.problem;
      const path = destination(entry.path);
      const onlyNew = !overwrite || written.has(path);
      const author = { client: 'operator' };
      const options = onlyNew ? { ifRevision: 0 } : {};
      const { size, revision } = await files.write(path, entry.content, author, options);
      written.add(path);
      report.imported({ path, host: entry.host, size, revision });
    } catch (error) {
      report.skipped(entry.path, orExists(error));
    }
  }
}
