import { basename, dirname, join } from 'node:path';
import type { HostEntry, HostReadLimits, HostSource } from '../repl/transfer/host-files.ts';
import { explained, HostFilesError } from './errors.ts';
import { type Folder, refuseStrange } from './folder.ts';
import { absolute, goTo, naming } from './way.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file's text. @throws HostFilesError where it is none, or too long; a system error */
async function readText(folder: Folder, name: string, limit: number): Promise<string> {
  const tooLarge = () =>
    new HostFilesError('host-too-large', `is larger than the ${limit} B that a file may have`);
  const { handle, size } = await folder.read(name);
  try {
    if (size > limit) throw tooLarge();
    // It may grow, and some have no size until they are read.
    const bytes = Buffer.alloc(limit + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      length += bytesRead;
      if (length > limit) throw tooLarge();
      if (bytesRead === 0) break;
    }
    const text = decode(bytes.subarray(0, length));
    if (text === undefined || text.includes('\0'))
      throw new HostFilesError('host-not-text', 'is no text in UTF-8');
    return text;
  } finally {
    await handle.close();
  }
}

/** Whoever takes too many steps is stopped. */
interface Budget {
  entries: number;
}

async function* entriesIn(
  folder: Folder,
  above: string,
  depth: number,
  limits: HostReadLimits,
  budget: Budget,
): AsyncGenerator<HostEntry> {
  const names = await folder.names(budget.entries + 1);
  budget.entries -= names.length;
  if (budget.entries < 0)
    throw new HostFilesError(
      'host-too-many',
      `there are more than ${limits.entries} files and folders: name a smaller folder`,
    );
  for (const bytes of [...names].sort(Buffer.compare)) {
    const name = decode(bytes);
    const shown = name ?? bytes.toString();
    const at = { path: `${above}${shown}`, host: join(folder.path, shown) };
    if (name === undefined) {
      yield { ...at, problem: new HostFilesError('host-name', 'has a name that is no UTF-8') };
      continue;
    }
    let below: Folder | undefined;
    try {
      const stats = await folder.lstat(name);
      refuseStrange(stats);
      if (stats.isFile()) {
        yield { ...at, content: await readText(folder, name, limits.bytesPerFile) };
        continue;
      }
      if (depth >= limits.depth)
        throw new HostFilesError('host-too-deep', 'lies too deep: folders end here');
      below = await folder.folder(name);
    } catch (error) {
      yield { ...at, problem: explained(error) };
      continue;
    }
    try {
      yield* entriesIn(below, `${at.path}/`, depth + 1, limits, budget);
    } catch (error) {
      if (error instanceof HostFilesError && error.code === 'host-too-many') throw error;
      yield { ...at, problem: explained(error) };
    } finally {
      await below.close();
    }
  }
}

/** @throws HostFilesError */
export async function openSource(
  given: string,
  limits: HostReadLimits,
  anchored?: boolean,
): Promise<HostSource> {
  const path = absolute(given);
  const name = basename(path);
  const parent = await goTo(dirname(path), anchored);
  const opened = await naming(path, async () => {
    if (name === '') return { kind: 'folder' as const, folder: parent };
    try {
      const stats = await parent.lstat(name);
      refuseStrange(stats);
      if (stats.isDirectory()) {
        return { kind: 'folder' as const, folder: await parent.folder(name) };
      }
      const content = await readText(parent, name, limits.bytesPerFile);
      return { kind: 'file' as const, content };
    } finally {
      await parent.close();
    }
  });
  if (opened.kind === 'file') {
    const entry: HostEntry = { path: name, host: path, content: opened.content };
    const entries = (async function* () {
      yield entry;
    })();
    return { kind: 'file', name, path, entries, close: async () => {} };
  }
  const { folder } = opened;
  const entries = entriesIn(folder, '', 1, limits, { entries: limits.entries });
  return { kind: 'folder', name, path, entries, close: () => folder.close() };
}
