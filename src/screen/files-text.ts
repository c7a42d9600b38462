import { bytesText } from './bytes-text.ts';
import { totalSize } from './selectors.ts';
import type { ScreenUser } from './state.ts';

/** How many: `1 file`, `3 files`. */
export const fileCount = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`;

/** What a user has: `3 files · 1.2 KB`. */
export const filesText = (files: ScreenUser['files']): string =>
  `${fileCount(files.size)} · ${bytesText(totalSize(files))}`;
