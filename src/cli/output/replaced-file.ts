import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { safeLine } from '../../screen/safe-text.ts';
import { UsageError } from '../errors.ts';

/**
 * A page or a list of checks is written anew by each run, but over nothing else: a name that was forgotten must not cost
 * the file behind it. @param beginning What such a file begins with.
 * @throws UsageError where something else is there
 */
export function refuseToReplace(path: string, beginning: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  // A pipe or a device keeps nothing.
  if (!stat?.isFile() || stat.size === 0) return;
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Buffer.byteLength(beginning));
    readSync(file, bytes, 0, bytes.length, 0);
    if (bytes.toString() === beginning) return;
  } finally {
    closeSync(file);
  }
  throw new UsageError(`${safeLine(path, 200)} is there already, and no such file: name another`);
}
