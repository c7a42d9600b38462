import { appendFileSync, realpathSync, renameSync, statSync } from 'node:fs';

/** Bytes, before the file is moved aside: both together are at most twice that. */
const limit = 10_000_000;

/**
 * Opens a file to add lines to; a new one can be read by nobody else. Before it would grow over the limit it becomes
 * `<path>.1`, in the place of what was moved there before. The size is looked up for each line, since other programs may
 * add to the same file; what is no plain file, as a terminal or a pipe, is never moved.
 * @throws where it can't be written, then and later
 */
export function openBoundedFile(path: string, most = limit): (line: string) => void {
  const append = (text: string) => appendFileSync(path, text, { mode: 0o600 });
  append('');
  // Of a link it is the file that grows.
  const file = realpathSync(path);
  return (line) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const full = stat?.isFile() && stat.size > 0 && stat.size + Buffer.byteLength(line) > most;
    if (full) renameSync(file, `${file}.1`);
    append(line);
  };
}
