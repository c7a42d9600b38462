import type { Author, UserFiles } from '../file-store.ts';
import { defaultFileLimits, type FileLimits } from '../limits.ts';
import type { FileToolDefinition } from './define-file-tool.ts';
import { deleteFile } from './delete-file.ts';
import { editFile } from './edit-file.ts';
import { defaultFileToolNames, type FileToolName, knownToolNames } from './file-tool-names.ts';
import { listFiles } from './list-files.ts';
import { readFile } from './read-file.ts';
import type { Tool } from './tool.ts';
import { writeFile } from './write-file.ts';

const definitions: Readonly<Record<FileToolName, FileToolDefinition>> = {
  write_file: writeFile,
  read_file: readFile,
  list_files: listFiles,
  delete_file: deleteFile,
  edit_file: editFile,
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
  names: readonly string[] = defaultFileToolNames,
  limits: FileLimits = defaultFileLimits,
): Tool[] {
  return knownToolNames(names).map((name) => definitions[name].create({ files, author, limits }));
}
