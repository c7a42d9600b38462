import { homedir } from 'node:os';
import { join, parse, resolve, sep } from 'node:path';
import { explained, HostFilesError } from './errors.ts';
import { Folder } from './folder.ts';

/** An absolute path: `~/` is the operator's home. */
export const absolute = (path: string): string =>
  /^~(?:[/\\]|$)/.test(path) ? join(homedir(), path.slice(1)) : resolve(path);

/** The same error, saying which part of a path it is about. */
const about = (path: string, error: unknown): HostFilesError => {
  const { code, message, cause } = explained(error);
  return new HostFilesError(code, `${path}: ${message}`, { cause });
};

/** Lets `use` say what is wrong with a path that the operator named. */
export async function naming<T>(path: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    throw about(path, error);
  }
}

/**
 * Goes from the top of the disk to a folder, name by name and through no link. The caller closes the result.
 * @throws HostFilesError that names the part of the way which can't be gone
 */
export async function goTo(path: string, anchored?: boolean): Promise<Folder> {
  const { root } = parse(path);
  let folder = await naming(root, () => Folder.top(root, anchored));
  for (const name of path.slice(root.length).split(sep)) {
    if (name === '') continue;
    const from = folder;
    try {
      folder = await naming(join(from.path, name), () => from.folder(name));
    } finally {
      await from.close();
    }
  }
  return folder;
}
