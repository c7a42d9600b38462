/** Which client's request an operation on files belongs to. */
export interface Author {
  /** `C1`, or `operator` for what the operator does by hand. */
  readonly client: string;
  readonly request?: string;
  /** Which REPL it was, where it was another one than this: a store may be shared. */
  readonly origin?: string;
}

/** What is known of a file without its content. */
export interface FileEntry {
  /** Normalised: relative, `/` between segments, Unicode NFC. */
  readonly path: string;
  /** Bytes of UTF-8. */
  readonly size: number;
  /**
   * 1 when first created, one more with each write; it goes on from where it was when a file comes back after a delete
   * or a reset, so that no two contents of a path share a revision. (To keep that promise in bounded memory, a store
   * that has seen very many deletes may start new files higher.)
   */
  readonly revision: number;
  readonly writer: string;
  /** The REPL that the writer is a client of, where it is another one than this. */
  readonly origin?: string;
  /** ISO 8601. */
  readonly modified: string;
}

export interface StoredFile extends FileEntry {
  readonly content: string;
}

export type FileOperation = 'created' | 'updated' | 'deleted';

/**
 * Told once for each change, after it has happened, in the order of the changes. When deleted: the last revision, size
 * 0, and who deleted it when. A reset tells of each file, after all of them are gone.
 */
export interface FileChange extends FileEntry {
  readonly user: string;
  readonly operation: FileOperation;
  readonly author: Author;
  /** It was deleted with all others of the user, by one reset. */
  readonly reset?: true;
}

/** What a file was made by one change. */
export interface FileVersion {
  /** As the change was told: when deleted, the last revision. */
  readonly revision: number;
  readonly operation: FileOperation;
  readonly author: Author;
  /** Missing when deleted. */
  readonly content?: string;
  /**
   * On the oldest version: the requests that made those before it which are no longer kept, the last of them. Those of
   * another REPL as `origin#request`.
   */
  readonly droppedRequests?: readonly string[];
}

export interface WriteOptions {
  /** Write only if the file has this revision now (0: only if there is none). */
  readonly ifRevision?: number;
}

/**
 * The virtual file system of one user: the only thing that code working for that user is handed. Every method
 * rejects with a `FilesError`, any of them with `store-unavailable` where the files are kept elsewhere, and takes a path as anyone may have written it (see `paths.ts`).
 */
export interface UserFiles {
  readonly user: string;
  /** @throws `not-found`, `is-directory`, or a path error. */
  read(path: string): Promise<StoredFile>;
  /** Creates directories as needed. @throws a limit, `content-invalid`, `revision-conflict`, `is-directory`, `not-a-directory` or a path error. */
  write(path: string, content: string, author: Author, options?: WriteOptions): Promise<FileEntry>;
  /** Resolves to the revision that is gone. @throws `not-found`, `is-directory`, or a path error. */
  delete(path: string, author: Author): Promise<Pick<FileEntry, 'path' | 'revision'>>;
  /** Sorted by path. With `directory`: only what lies below it. @throws `not-found`, `not-a-directory` or a path error. */
  list(directory?: string): Promise<readonly FileEntry[]>;
  /**
   * What the file was, oldest first, and last of all what it is now, also where that is deleted. Only the newest are
   * kept, in bounds over all of the user's files: what came before the first one is known only if it was `created`.
   * A reset forgets them. @throws `not-found` where nothing is known of the path, `is-directory`, or a path error.
   */
  versions(path: string): Promise<readonly FileVersion[]>;
  /** Deletes every file of this user, and what it was before, as one step. */
  reset(author: Author): Promise<void>;
}

/** Whether the files can be reached, where they are kept outside of this process. */
export type StoreStatus =
  | { readonly reachable: true }
  | { readonly reachable: false; readonly reason: string };

/** Where all users' files are kept. A user that was never seen has no files. */
export interface FileStore {
  forUser(user: string): UserFiles;
  /** Listeners must not throw. Returns the function that ends the subscription. */
  subscribe(listener: (change: FileChange) => void): () => void;
  /**
   * Is told whenever the files can't be reached any more, and when they can again: then after the changes that were
   * missed meanwhile.
   */
  watch(listener: (status: StoreStatus) => void): () => void;
  close(): Promise<void>;
}
