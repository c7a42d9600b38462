import { FilesError } from './errors.ts';
import type { FileLimits } from './limits.ts';
import { quote } from './quote.ts';

/** What stores say when they refuse: the same words, wherever the files are kept. */

export const noFile = (path: string) =>
  new FilesError(
    'not-found',
    `There is no file ${quote(path)}. List the files to see which there are.`,
  );

export const noFolder = (path: string) =>
  new FilesError(
    'not-found',
    `There is no folder ${quote(path)}. List all files to see which there are.`,
  );

export const folderRead = (path: string) =>
  new FilesError('is-directory', `${quote(path)} is a folder. List it, or name a file.`);

export const folderWritten = (path: string) =>
  new FilesError(
    'is-directory',
    `${quote(path)} is a folder. Choose another file name, or one inside it.`,
  );

export const fileListed = (path: string) =>
  new FilesError('not-a-directory', `${quote(path)} is a file. Read it instead.`);

export const fileAbove = (path: string) =>
  new FilesError(
    'not-a-directory',
    `${quote(path)} is a file, so nothing can be below it. Choose another folder.`,
  );

export const otherRevision = (path: string, current: number, wanted: number) =>
  new FilesError(
    'revision-conflict',
    `${quote(path)} has revision ${current}, not ${wanted}. Read it again before writing.`,
  );

export const tooManyFiles = (count: number) =>
  new FilesError(
    'too-many-files',
    `There are ${count} files, as many as there may be. Write into one of them instead.`,
  );

export const noRoom = (size: number, room: number) =>
  new FilesError(
    'user-quota-exceeded',
    `The content has ${size} B, and only ${room} B are left for it. Write less, or shorten another file first.`,
  );

/** Bytes of UTF-8. @throws `content-invalid` for what UTF-8 can't hold: it would be read back as something else. */
export function sizeOf(content: string): number {
  const broken = content.search(/\p{Cs}/u);
  if (broken !== -1)
    throw new FilesError(
      'content-invalid',
      `The content has half of a character (a lone surrogate) at position ${broken}. Send whole characters.`,
    );
  return Buffer.byteLength(content);
}

/** @throws `file-too-large` */
export function refuseSize(size: number, { bytesPerFile }: FileLimits): void {
  if (size > bytesPerFile)
    throw new FilesError(
      'file-too-large',
      `The content has ${size} B, and a file may have ${bytesPerFile} B. Split it into several files.`,
    );
}
