import { appendFileSync, realpathSync, renameSync, statSync } from 'node:fs';

/** Bytes, before the file is moved aside: both together are at most twice that. */
const limit = 10_000_000;

/** What stands where the file is to be moved is not ours to replace. */
export class PlaceTaken extends Error {
  constructor(readonly path: string) {
    super(`${path} is something else`);
  }
}

/**
 * Opens a file to add lines to; a new one can be read by nobody else. Before it would grow over the limit it becomes
 * `<path>.1`, in the place of what was moved there before. The size is looked up for each line, since other programs may
 * add to the same file; what is no plain file, as a terminal or a pipe, is never moved.
 * @param isOurs whether what stands in that place may be replaced. It is asked at the start, and before each move.
 * @throws PlaceTaken where it may not; whatever it throws; and where the file can't be written, then and later
 */
export function openBoundedFile(
  path: string,
  isOurs: (path: string) => boolean,
  most = limit,
): (line: string) => void {
  const append = (text: string) => appendFileSync(path, text, { mode: 0o600 });
  append('');
  // Of a link it is the file that grows.
  const file = realpathSync(path);
  const aside = `${file}.1`;
  const refuseOthers = () => {
    if (statSync(aside, { throwIfNoEntry: false }) && !isOurs(aside)) throw new PlaceTaken(aside);
  };
  if (statSync(file).isFile()) refuseOthers();
  return (line) => {
    const isFull = () => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat?.isFile() && stat.size > 0 && stat.size + Buffer.byteLength(line) > most;
    };
    if (isFull()) {
      refuseOthers();
      // Another program with the same log may just have moved it: what is there now would take the place of what was.
      if (isFull()) renameSync(file, aside);
    }
    append(line);
  };
}
