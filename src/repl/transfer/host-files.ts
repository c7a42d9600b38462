/** A file as it was found on the host, or why it is left out: an Error with a `code`. */
export type HostEntry = {
  /** Below the folder that was named, `/` between segments; a single file's own name. */
  readonly path: string;
  /** Where it is on the host, for people. */
  readonly host: string;
} & ({ readonly content: string } | { readonly problem: Error });

/** A file or folder of the host, opened to be read. */
export interface HostSource {
  readonly kind: 'file' | 'folder';
  /** Its own name; empty for the top of a disk. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Every file, sorted folder by folder. To be gone through once. */
  readonly entries: AsyncIterable<HostEntry>;
  close(): Promise<void>;
}

/** A folder of the host, opened to be written to. */
export interface HostTarget {
  /** Absolute. */
  readonly path: string;
  /**
   * Makes one file whole, or not at all. Where there is one already it is replaced only if that is said.
   * @param path normalised, as the users' files name it
   * @throws an Error with a `code`
   */
  write(
    path: string,
    content: string,
    overwrite: boolean,
  ): Promise<{ readonly host: string; readonly replaced: boolean }>;
  close(): Promise<void>;
}

/** Bounds of what is read. */
export interface HostReadLimits {
  readonly bytesPerFile: number;
  /** Folders within folders. */
  readonly depth: number;
  /** Files and folders in all: a whole disk that was named by mistake comes to an end. */
  readonly entries: number;
}

/**
 * The host's disk, as far as the operator may have files brought from and to it. The heart is handed it, and hands it
 * to nobody: no tool, no model and no user ever has it. Links are never followed.
 */
export interface HostFiles {
  /** @throws an Error with a `code`, where there is nothing that can be read */
  openSource(path: string, limits: HostReadLimits): Promise<HostSource>;
  /** Makes the folder where only its last name is missing. @throws an Error with a `code` */
  openTarget(path: string): Promise<HostTarget>;
}
