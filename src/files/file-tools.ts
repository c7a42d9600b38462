import { z } from 'zod';
import { FilesError } from './errors.ts';
import type { Author, FileEntry, UserFiles } from './file-store.ts';
import { type FileToolName, fileToolNames } from './file-tool-names.ts';
import { defaultFileLimits, type FileLimits } from './limits.ts';
import { type Page, pageOfLines, pageOfText } from './pages.ts';
import { normalizeDirectory } from './paths.ts';
import { faultyOutcome, type Tool } from './tool.ts';
import { jsonSchemaOf, parseArguments } from './tool-arguments.ts';

export { fileToolNames } from './file-tool-names.ts';

const path = z.string().describe('Path from the top folder, such as docs/notes.md');

const schemas = {
  write_file: z.strictObject({ path, content: z.string().describe('The whole new content') }),
  read_file: z.strictObject({
    path,
    offset: z.int().min(0).optional().describe('Byte to begin at, for long files'),
  }),
  list_files: z.strictObject({
    path: z.string().optional().describe('Folder to list; all files if left out'),
    offset: z.int().min(0).optional().describe('Number of files to skip, for long lists'),
  }),
};

/**
 * The tools over one user's files, as `author` for all that they write. What the model does wrong becomes an outcome
 * that says what to do instead; `run` never rejects and its text stays below 20,480 bytes. Extra arguments are
 * refused, so that a model that guessed a name learns the right one; `null` means left out.
 *
 * @param names which of `fileToolNames` to offer, in this order. @throws `RangeError` for another name.
 * @param limits those of the store, to be told to the model.
 */
export function createFileTools(
  files: UserFiles,
  author: Author,
  names: readonly string[] = fileToolNames,
  limits: FileLimits = defaultFileLimits,
): Tool[] {
  const tools: Record<FileToolName, Tool> = {
    write_file: createTool(
      'write_file',
      `Create a file or replace its content (UTF-8 text, at most ${limits.bytesPerFile} bytes). Folders are created as needed.`,
      schemas.write_file,
      async ({ path, content }) => {
        const entry = await files.write(path, content, author);
        return `Wrote ${entry.path} (${entry.size} B, revision ${entry.revision}).`;
      },
    ),
    read_file: createTool(
      'read_file',
      'Read a file. A long one comes in pages: its last line says which offset is next.',
      schemas.read_file,
      async ({ path, offset = 0 }) => {
        const { content } = await files.read(path);
        return withPosition(pageOfText(content, offset), 'bytes', 'read_file');
      },
    ),
    list_files: createTool(
      'list_files',
      'List files with size and revision, sorted by path, one a line, those in subfolders too.',
      schemas.list_files,
      async ({ path, offset = 0 }) => {
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
    ),
  };
  return [...new Set(names)].map((name) => {
    const known = fileToolNames.find((each) => each === name);
    if (!known) throw new RangeError(`No tool ${name}: there are ${fileToolNames.join(', ')}.`);
    return tools[known];
  });
}

function createTool<Arguments>(
  name: FileToolName,
  description: string,
  schema: z.ZodType<Arguments>,
  run: (args: Arguments) => Promise<string>,
): Tool {
  return {
    name,
    description,
    parameters: jsonSchemaOf(schema),
    async run(args) {
      try {
        const parsed = parseArguments(name, schema, args);
        if (!parsed.ok) return { ok: false, text: `Error: ${parsed.problem}` };
        return { ok: true, text: await run(parsed.value) };
      } catch (error) {
        if (error instanceof FilesError) return { ok: false, text: `Error: ${error.message}` };
        return faultyOutcome(name, error);
      }
    },
  };
}

/** A folder without files and no folder are the same thing here, and to list it is no mistake. */
function noneIfNotFound(error: unknown): readonly FileEntry[] {
  if (error instanceof FilesError && error.code === 'not-found') return [];
  throw error;
}

/** The page, and where it is not all there is: a last line that says so. */
function withPosition({ text, from, to, total }: Page, unit: string, tool: FileToolName): string {
  if (from === 0 && to === total) return text;
  const rest = to < total ? `call ${tool} with offset ${to} for the rest` : 'the end';
  return `${text}\n[${unit} ${from}–${to} of ${total}: ${rest}]`;
}
