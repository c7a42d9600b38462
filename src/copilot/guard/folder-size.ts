import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes in the files below this path. Links are not followed; what can't be read, or vanishes meanwhile, counts as nothing. */
export function folderSize(path: string): number {
  try {
    const stats = lstatSync(path);
    if (!stats.isDirectory()) return stats.size;
    return readdirSync(path).reduce((sum, name) => sum + folderSize(join(path, name)), 0);
  } catch {
    return 0;
  }
}
