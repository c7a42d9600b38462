import { bytesText } from './bytes-text.ts';
import type { FileTree } from './file-tree.ts';

/** How many: `1 file`, `3 files`. */
export const fileCount = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`;

/** What there is of files: `3 files · 1.2 KB`. */
export const filesText = ({ files, bytes }: Pick<FileTree, 'files' | 'bytes'>): string =>
  `${fileCount(files)} · ${bytesText(bytes)}`;
