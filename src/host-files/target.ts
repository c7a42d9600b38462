import { randomBytes } from 'node:crypto';
import { link, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { HostTarget } from '../repl/transfer/host-files.ts';
import { explained, HostFilesError } from './errors.ts';
import { type Folder, refuseStrange } from './folder.ts';
import { absolute, goTo, naming } from './way.ts';

/** Names that Windows takes for something else: devices, streams, names without the dot at their end. */
const strangeOnWindows =
  /[<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\.|$)/i;

/** Disks without hard links: FAT, some network ones. */
const noLinks: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

const exists = () =>
  new HostFilesError('host-exists', 'is there already: with --overwrite it is replaced');

/** Whether something is there that may be replaced. @throws HostFilesError where it may not */
async function isReplaced(folder: Folder, name: string, overwrite: boolean): Promise<boolean> {
  const stats = await folder.lstat(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!stats) return false;
  refuseStrange(stats);
  if (stats.isDirectory()) throw new HostFilesError('host-is-folder', 'is a folder');
  if (!overwrite) throw exists();
  return true;
}

/** Gives a finished file its name. Without `overwrite` whatever has that name keeps it, also where it is made just now. */
async function giveName(folder: Folder, from: string, name: string, overwrite: boolean) {
  if (overwrite) return rename(folder.at(from), folder.at(name));
  try {
    await link(folder.at(from), folder.at(name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw exists();
    if (!noLinks.includes(code)) throw error;
    await isReplaced(folder, name, false);
    return rename(folder.at(from), folder.at(name));
  }
  return unlink(folder.at(from));
}

/** Writes beside the place under a name of its own first: there is never half a file where the whole one belongs. */
async function writeWhole(
  folder: Folder,
  name: string,
  content: string,
  overwrite: boolean,
): Promise<boolean> {
  const replaced = await isReplaced(folder, name, overwrite);
  const unfinished = `.multiuser-repl-${randomBytes(8).toString('hex')}.tmp`;
  const handle = await folder.create(unfinished);
  try {
    await handle.writeFile(content).finally(() => handle.close());
    await folder.verify();
    await giveName(folder, unfinished, name, overwrite);
    return replaced;
  } catch (error) {
    await unlink(folder.at(unfinished)).catch(() => {});
    throw error;
  }
}

/** @throws HostFilesError */
export async function openTarget(given: string, anchored?: boolean): Promise<HostTarget> {
  const path = absolute(given);
  const name = basename(path);
  const parent = await goTo(dirname(path), anchored);
  let top = parent;
  if (name !== '') {
    try {
      top = await naming(path, () => parent.makeFolder(name));
    } finally {
      await parent.close();
    }
  }
  /** What this export has made, by identity: disks may take two names for one. */
  const made = new Set<string>();

  async function writeIn(folder: Folder, file: string, content: string, overwrite: boolean) {
    const before = await folder.lstat(file).catch(() => undefined);
    const mine = before !== undefined && made.has(`${before.dev}:${before.ino}`);
    const replaced = await writeWhole(folder, file, content, overwrite && !mine);
    const after = await folder.lstat(file);
    made.add(`${after.dev}:${after.ino}`);
    return replaced;
  }

  return {
    path,
    async write(relative, content, overwrite) {
      const names = relative.split('/');
      const opened: Folder[] = [];
      try {
        if (process.platform === 'win32' && names.some((each) => strangeOnWindows.test(each)))
          throw new HostFilesError('host-name', 'has a name that means something else here');
        let folder = top;
        for (const each of names.slice(0, -1)) {
          folder = await folder.makeFolder(each);
          opened.push(folder);
        }
        const replaced = await writeIn(folder, names.at(-1) ?? '', content, overwrite);
        return { host: join(path, ...names), replaced };
      } catch (error) {
        throw explained(error);
      } finally {
        for (const each of opened) await each.close();
      }
    },
    close: () => top.close(),
  };
}
