import * as z from 'zod';
import { FilesError } from '../errors.ts';
import type { FileEntry } from '../file-store.ts';
import { normalizeDirectory } from '../paths.ts';
import { defineFileTool } from './define-file-tool.ts';
import { pageOfLines, withPosition } from './pages.ts';

export const listFiles = defineFileTool({
  name: 'list_files',
  description: () =>
    'List files with size and revision, sorted by path, one a line, those in subfolders too.',
  schema: z.strictObject({
    path: z.string().optional().describe('Folder to list; all files if left out'),
    offset: z.int().min(0).optional().describe('Number of files to skip, for long lists'),
  }),
  async run({ path, offset = 0 }, { files, limits }) {
    const entries = await files.list(path).catch(noneIfNotFound);
    if (entries.length === 0) {
      const folder = normalizeDirectory(path ?? '', limits);
      return folder === '' ? 'No files yet.' : `No files in ${folder}.`;
    }
    const lines = entries.map(
      (entry) => `${entry.path}\t${entry.size} B\trevision ${entry.revision}`,
    );
    return withPosition(pageOfLines(lines, offset), 'files', 'list_files');
  },
});

/** A folder without files and no folder are the same thing here, and to list it is no mistake. */
function noneIfNotFound(error: unknown): readonly FileEntry[] {
  if (error instanceof FilesError && error.code === 'not-found') return [];
  throw error;
}
