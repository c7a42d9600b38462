import * as z from 'zod';
import { defineFileTool, path } from './define-file-tool.ts';

export const writeFile = defineFileTool({
  name: 'write_file',
  description: ({ bytesPerFile }) =>
    `Create a file or replace its content (UTF-8 text, at most ${bytesPerFile} bytes). Folders are created as needed.`,
  schema: z.strictObject({ path, content: z.string().describe('The whole new content') }),
  async run({ path, content }, { files, author }) {
    const entry = await files.write(path, content, author);
    return `Wrote ${entry.path} (${entry.size} B, revision ${entry.revision}).`;
  },
});
