import type { FileVersion } from './file-store.ts';
import type { FileLimits } from './limits.ts';

/** A version that is no longer what its file is. */
interface Previous {
  readonly path: string;
  readonly bytes: number;
}

/** Nobody has more requests at work on one file at once. */
const mostDroppedRequests = 32;

function droppedWith({ author: { request }, droppedRequests = [] }: FileVersion) {
  const others = droppedRequests.filter((each) => each !== request);
  return [...others, ...(request === undefined ? [] : [request])].slice(-mostDroppedRequests);
}

/**
 * What the files of one user were, by normalised path. Keeps every file's present version, and of those before no
 * more than the limits say: of all files together, the oldest go first.
 */
export function createFileHistory(
  limits: Pick<FileLimits, 'previousVersions' | 'bytesOfPreviousVersions'>,
) {
  const versionsByPath = new Map<string, FileVersion[]>();
  /** Oldest first. Those of one path stand in the order of its versions. */
  let previous: Previous[] = [];
  let bytes = 0;

  function retire(path: string, { content = '' }: FileVersion): void {
    const size = Buffer.byteLength(content);
    previous.push({ path, bytes: size });
    bytes += size;
  }

  function dropOldest(): void {
    const oldest = previous.shift();
    if (!oldest) return;
    bytes -= oldest.bytes;
    const versions = versionsByPath.get(oldest.path);
    const gone = versions?.shift();
    const first = versions?.[0];
    if (!versions || !gone || !first) versionsByPath.delete(oldest.path);
    else versions[0] = { ...first, droppedRequests: droppedWith(gone) };
  }

  return {
    add(path: string, version: FileVersion): void {
      const versions = versionsByPath.get(path) ?? [];
      const last = versions.at(-1);
      if (last && last.operation !== 'deleted') retire(path, last);
      versions.push(version);
      versionsByPath.set(path, versions);
      // A deleted file is in no list and counts towards no limit: that it is gone has to count here.
      if (version.operation === 'deleted') retire(path, version);
      while (previous.length > limits.previousVersions || bytes > limits.bytesOfPreviousVersions)
        dropOldest();
    },

    /** Oldest first; none where nothing is known of the path. */
    versions: (path: string): readonly FileVersion[] => [...(versionsByPath.get(path) ?? [])],

    clear(): void {
      versionsByPath.clear();
      previous = [];
      bytes = 0;
    },
  };
}
