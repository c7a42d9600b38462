/** What can be wrong with a call on a user's files. Stable: callers and tests may switch on it. */
export type FilesErrorCode =
  | 'path-invalid'
  | 'path-too-long'
  | 'path-too-deep'
  | 'content-invalid'
  | 'not-found'
  | 'is-directory'
  | 'not-a-directory'
  | 'file-too-large'
  | 'too-many-files'
  | 'user-quota-exceeded'
  | 'offset-invalid'
  | 'edit-invalid'
  | 'revision-conflict'
  | 'store-unavailable';

/**
 * A refused operation on a user's files. The message is written for the model: it says what to do instead, and
 * names no host path and no other user. A refused operation has changed nothing.
 */
export class FilesError extends Error {
  override readonly name = 'FilesError';

  constructor(
    readonly code: FilesErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
