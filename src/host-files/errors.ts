/** What can be wrong with a file or folder of the host. Stable: events carry it. */
export type HostFilesErrorCode =
  | 'host-not-found'
  | 'host-link'
  | 'host-special'
  | 'host-not-a-folder'
  | 'host-is-folder'
  | 'host-too-large'
  | 'host-too-deep'
  | 'host-too-many'
  | 'host-not-text'
  | 'host-name'
  | 'host-exists'
  | 'host-changed'
  | 'host-denied'
  | 'host-full'
  | 'host-failed';

/** Something on the host is left alone. The message says why and what to do, for the operator alone. */
export class HostFilesError extends Error {
  override readonly name = 'HostFilesError';

  constructor(
    readonly code: HostFilesErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const byErrno: Readonly<Record<string, readonly [code: HostFilesErrorCode, message: string]>> = {
  ENOENT: ['host-not-found', 'there is no such file or folder'],
  ENOTDIR: ['host-not-a-folder', 'is no folder'],
  EISDIR: ['host-is-folder', 'is a folder'],
  EEXIST: ['host-exists', 'is there already'],
  ELOOP: ['host-link', 'is a link, and links are not followed'],
  EACCES: ['host-denied', 'may not be used: the system denies it'],
  EPERM: ['host-denied', 'may not be used: the system denies it'],
  EROFS: ['host-denied', 'may not be written: the disk is read-only'],
  ENOSPC: ['host-full', 'the disk is full'],
  EDQUOT: ['host-full', 'your share of the disk is full'],
  ENAMETOOLONG: ['host-name', 'has a name that is too long for this disk'],
  EILSEQ: ['host-name', 'has a name that this disk can not hold'],
};

/** Any error about a path of the host, in our words. */
export function explained(error: unknown): HostFilesError {
  if (error instanceof HostFilesError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const [known, message] = byErrno[code] ?? ['host-failed', `can not be used (${code || error})`];
  return new HostFilesError(known, message, { cause: error });
}
