import type { HostFiles } from '../repl/transfer/host-files.ts';
import { openSource } from './source.ts';
import { openTarget } from './target.ts';

/** The host's disk, for what the operator imports and exports. Follows no link, reads and makes plain files only. */
export const hostFiles: HostFiles = {
  openSource: (path, limits) => openSource(path, limits),
  openTarget: (path) => openTarget(path),
};
