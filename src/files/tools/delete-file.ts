import * as z from 'zod';
import { defineFileTool, path } from './define-file-tool.ts';

export const deleteFile = defineFileTool({
  name: 'delete_file',
  description: () => 'Delete a file for good. Not for folders.',
  schema: z.strictObject({ path }),
  async run({ path }, { files, author }) {
    const gone = await files.delete(path, author);
    return `Deleted ${gone.path} (it had revision ${gone.revision}).`;
  },
});
