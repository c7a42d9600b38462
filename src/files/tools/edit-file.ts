import * as z from 'zod';
import { FilesError } from '../errors.ts';
import type { StoredFile } from '../file-store.ts';
import type { FileLimits } from '../limits.ts';
import { occurrencesOf } from '../occurrences.ts';
import { quote } from '../quote.ts';
import { refuseSize, sizeOf } from '../refusals.ts';
import { defineFileTool, path } from './define-file-tool.ts';

/** How often it is done over where another client writes the file meanwhile. */
const mostTries = 5;

export const editFile = defineFileTool({
  name: 'edit_file',
  description: ({ bytesPerFile }) =>
    `Replace a text that occurs exactly once in a file, or with replace_all every occurrence. The file may then have ${bytesPerFile} bytes.`,
  schema: z.strictObject({
    path,
    old_text: z.string().describe('What to replace, exactly as it is in the file'),
    new_text: z.string().describe('What to put in its place'),
    replace_all: z.boolean().optional().describe('Replace every occurrence'),
  }),
  async run({ path, replace_all = false, ...change }, { files, author, limits }) {
    const edit = { from: change.old_text, to: change.new_text, all: replace_all };
    refuseEdit(edit, limits);
    for (let tries = 1; ; tries++) {
      const file = await files.read(path);
      const { content, places } = edited(file, edit, limits);
      try {
        const written = await files.write(path, content, author, { ifRevision: file.revision });
        const where = places === 1 ? '1 place' : `${places} places`;
        return `Edited ${written.path} in ${where} (${written.size} B, revision ${written.revision}).`;
      } catch (error) {
        if (tries === mostTries || !isConflict(error)) throw error;
      }
    }
  },
});

interface Edit {
  readonly from: string;
  readonly to: string;
  readonly all: boolean;
}

const isConflict = (error: unknown): boolean =>
  error instanceof FilesError && error.code === 'revision-conflict';

const wrongEdit = (message: string) => new FilesError('edit-invalid', message);

function refuseEdit({ from, to }: Edit, { bytesPerFile }: FileLimits): void {
  if (from === '') throw wrongEdit('"old_text" is empty. Send the text to replace.');
  // A character has a byte or more: these are in no file, nor ever will be.
  for (const [name, { length }] of Object.entries({ old_text: from, new_text: to }))
    if (length > bytesPerFile)
      throw wrongEdit(
        `"${name}" has ${length} characters, and a file may have ${bytesPerFile} B. Send a shorter text.`,
      );
  if (from === to) throw wrongEdit('"old_text" and "new_text" are the same. Nothing was changed.');
}

/** @throws `edit-invalid` where it does not say which place is meant, `file-too-large`, `content-invalid` */
function edited(file: StoredFile, { from, to, all }: Edit, limits: FileLimits) {
  const growth = sizeOf(to) - sizeOf(from);
  const places = placesOf(from, file, all);
  // Asked before the content is made: a few thousand places, each with a long text, are more than memory can hold.
  refuseSize(file.size + places.length * growth, limits);
  const pieces = places.map((at, index) =>
    file.content.slice(index === 0 ? 0 : (places[index - 1] ?? 0) + from.length, at),
  );
  const rest = file.content.slice((places.at(-1) ?? 0) + from.length);
  return { content: [...pieces, rest].join(to), places: places.length };
}

/** Those that don't overlap, from the first one on. */
function placesOf(from: string, file: StoredFile, all: boolean): readonly number[] {
  const found = occurrencesOf(from, file.content);
  if (found.length === 0)
    throw wrongEdit(
      `"old_text" does not occur in ${quote(file.path)}. Read the file, and send the text exactly as it is there.`,
    );
  let end = 0;
  const places = found.filter((at) => {
    if (at < end) return false;
    end = at + from.length;
    return true;
  });
  if (found.length > 1 && !all) {
    const overlap =
      places.length < found.length
        ? `; some overlap, and "replace_all" would replace ${places.length}`
        : '';
    throw wrongEdit(
      `"old_text" occurs ${found.length} times in ${quote(file.path)}${overlap}. Send more of the text around it, or "replace_all": true.`,
    );
  }
  return places;
}
