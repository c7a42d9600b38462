import { closeSync, constants, lstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { RecordingError } from '../../recording/errors.ts';

/** A file of our own that is being written. */
export interface OutputFile {
  readonly path: string;
  /** Writes all of it before it returns: whatever ends the program afterwards, it is there. @throws where it can't */
  write(text: string): void;
  close(): void;
  /** Closes and removes it. */
  discard(): void;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const unwritable = (path: string, why: string) =>
  new RecordingError('recording-unwritable', `${path} can not be written: ${why}`);

/** What is at this path; undefined where nothing is. */
function found(path: string): 'file' | 'link' | 'other' | undefined {
  try {
    const stat = lstatSync(path);
    return stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'link' : 'other';
  } catch {
    return undefined;
  }
}

/**
 * Creates a file that its owner alone may read. One that is there already is replaced only with `overwrite`; what is
 * there and is no plain file never is, a symbolic link to one included.
 * @throws RecordingError naming the file
 */
export function createOutputFile(path: string, overwrite = false): OutputFile {
  const there = found(path);
  if (there === 'link') throw unwritable(path, 'it is a symbolic link, which is not followed');
  if (there === 'other') throw unwritable(path, 'it is no file');
  if (there === 'file' && !overwrite) {
    throw new RecordingError(
      'recording-exists',
      `${path} is there already`,
      'Choose another name, or say --overwrite.',
    );
  }
  let file: number;
  try {
    if (there === 'file') rmSync(path);
    // With O_EXCL nothing that came there in the meantime is opened, nor what it links to.
    file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  } catch (error) {
    throw unwritable(path, reasonOf(error));
  }
  let open = true;
  const close = () => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    path,
    write(text) {
      const bytes = Buffer.from(text);
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
    },
    close,
    discard() {
      close();
      rmSync(path, { force: true });
    },
  };
}
