import * as z from 'zod';
import { defineFileTool, path } from './define-file-tool.ts';
import { pageOfText, withPosition } from './pages.ts';

export const readFile = defineFileTool({
  name: 'read_file',
  description: () =>
    'Read a file. A long one comes in pages: its last line says which offset is next.',
  schema: z.strictObject({
    path,
    offset: z.int().min(0).optional().describe('Byte to begin at, for long files'),
  }),
  async run({ path, offset = 0 }, { files }) {
    const { content } = await files.read(path);
    return withPosition(pageOfText(content, offset), 'bytes', 'read_file');
  },
});
