import { type BigIntStats, constants, existsSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { HostFilesError } from './errors.ts';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_DIRECTORY = 0 } = constants;
const { O_NONBLOCK = 0, O_NOCTTY = 0 } = constants;

/** A folder that may be passed through need not be readable: Linux opens it as a place only. */
const O_PATH = process.platform === 'linux' ? 0o10000000 : O_RDONLY;

/**
 * Where Linux lets names be looked up in an open folder itself: whatever its path has become since, a link in one of
 * its parents for one. Elsewhere the way to it is looked at again after each use.
 */
const hasOpenFolders = process.platform === 'linux' && existsSync('/proc/self/fd');

export const isSame = (a: BigIntStats, b: BigIntStats): boolean =>
  a.dev === b.dev && a.ino === b.ino;

/** @throws HostFilesError where it is a link, or no plain file and no folder */
export function refuseStrange(stats: BigIntStats): void {
  if (stats.isSymbolicLink())
    throw new HostFilesError('host-link', 'is a link, and links are not followed: name its target');
  if (!stats.isFile() && !stats.isDirectory())
    throw new HostFilesError('host-special', 'is no plain file: a device, a pipe or a socket');
}

const changed = () =>
  new HostFilesError('host-changed', 'was replaced while it was looked at: try again');

/** An open folder, which was reached through no link. */
export class Folder {
  private constructor(
    /** As people name it. */
    readonly path: string,
    private readonly handle: FileHandle,
    private readonly stats: BigIntStats,
    private readonly parent: Folder | undefined,
    private readonly anchored: boolean,
  ) {}

  /** Opens the top of a disk. */
  static async top(path: string, anchored = hasOpenFolders): Promise<Folder> {
    const handle = await open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW);
    return new Folder(path, handle, await handle.stat({ bigint: true }), undefined, anchored);
  }

  private get place(): string {
    return this.anchored ? `/proc/self/fd/${this.handle.fd}` : this.path;
  }

  /** What file functions are to be given for this name in here. */
  at(name: string): string {
    return join(this.place, name);
  }

  /** Rejects where a name in here is no longer looked up in here. Needed before something is made by `at`, and after something was read. */
  async verify(): Promise<void> {
    if (this.anchored) return;
    if (!isSame(await lstat(this.path, { bigint: true }), this.stats)) throw changed();
    await this.parent?.verify();
  }

  lstat(name: string): Promise<BigIntStats> {
    return lstat(this.at(name), { bigint: true });
  }

  /** @throws HostFilesError where it is a link or no folder; a system error */
  async folder(name: string): Promise<Folder> {
    const before = await this.lstat(name);
    refuseStrange(before);
    if (!before.isDirectory()) throw new HostFilesError('host-not-a-folder', 'is no folder');
    const handle = await open(this.at(name), O_PATH | O_DIRECTORY | O_NOFOLLOW);
    try {
      const stats = await handle.stat({ bigint: true });
      if (!isSame(before, stats)) throw changed();
      await this.verify();
      return new Folder(join(this.path, name), handle, stats, this, this.anchored);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Makes a folder where there is none. */
  async makeFolder(name: string): Promise<Folder> {
    await this.verify();
    await mkdir(this.at(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return this.folder(name);
  }

  /** Opens a plain file to be read. Opening anything else may have effects, or never end: it is looked at before. */
  async read(name: string): Promise<{ readonly handle: FileHandle; readonly size: bigint }> {
    const before = await this.lstat(name);
    refuseStrange(before);
    if (before.isDirectory()) throw new HostFilesError('host-is-folder', 'is a folder');
    const handle = await open(this.at(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    try {
      const stats = await handle.stat({ bigint: true });
      if (!isSame(before, stats) || !stats.isFile()) throw changed();
      await this.verify();
      return { handle, size: stats.size };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Opens a new file to be written. */
  async create(name: string): Promise<FileHandle> {
    await this.verify();
    return open(this.at(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o666);
  }

  /** Names in here, as bytes, in no order. Stops after `most`. */
  async names(most: number): Promise<readonly Buffer[]> {
    const names: Buffer[] = [];
    // The types know nothing of names as bytes.
    const listing = await opendir(this.place, { encoding: 'buffer' as BufferEncoding });
    for await (const { name } of listing) {
      names.push(name as unknown as Buffer);
      if (names.length >= most) break;
    }
    await this.verify();
    return names;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
