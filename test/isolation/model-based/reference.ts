import type { FileLimits } from '../../../src/files/limits.ts';

export interface ReferenceFile {
  readonly content: string;
  readonly size: number;
  readonly revision: number;
  readonly writer: string;
}

/** `undefined`: refused. */
type Refusable<Result> = Result | undefined;

const bytesPerPage = 16_384;

const sizeOf = (text: string) => Buffer.byteLength(text);

/** UTF-8 puts bytes in the order of code points. */
const byCodePoints = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const below = (path: string, folder: string) => folder === '' || path.startsWith(`${folder}/`);

/**
 * What must hold of one user's files, as plainly as it can be said: one Map, every question answered by going through
 * all of it. Shares no code with `src`. Paths are what `places.ts` says they mean; `null` is refused everywhere.
 */
export function createReference(limits: FileLimits) {
  const files = new Map<string, ReferenceFile>();
  /** By path: the highest revision that it ever had. */
  const last = new Map<string, number>();
  /** More deleted paths than a store needs to remember: from then on a new file may start higher. */
  let crowded = false;

  const paths = () => [...files.keys()].sort(byCodePoints);
  const bytesBeside = (path: string) =>
    [...files].reduce((sum, [other, { size }]) => sum + (other === path ? 0 : size), 0);
  const misshapen = (path: string) =>
    paths().some((other) => below(other, path) || below(path, other));

  function remove(path: string): void {
    files.delete(path);
    crowded ||= [...last.keys()].filter((known) => !files.has(known)).length > limits.filesPerUser;
  }

  return {
    files,

    /** What a file may still grow to, by the user's limit alone. */
    room: (path: string) => limits.bytesPerUser - bytesBeside(path),

    mayWrite(path: string | null, content: string, ifRevision?: number): path is string {
      if (path === null || misshapen(path) || /\p{Surrogate}/u.test(content)) return false;
      const before = files.get(path);
      if (ifRevision !== undefined && ifRevision !== (before?.revision ?? 0)) return false;
      if (!before && files.size >= limits.filesPerUser) return false;
      const size = sizeOf(content);
      return size <= limits.bytesPerFile && size + bytesBeside(path) <= limits.bytesPerUser;
    },

    /** Which revisions the next write of a path may get. */
    nextRevision(path: string): { readonly lowest: number; readonly highest: number } {
      const lowest = (last.get(path) ?? 0) + 1;
      const exact = files.has(path) || !crowded;
      return { lowest, highest: exact ? lowest : Math.max(...last.values()) + 1 };
    },

    write(path: string, content: string, writer: string, revision: number): void {
      files.set(path, { content, size: sizeOf(content), revision, writer });
      last.set(path, revision);
    },

    delete(path: string | null): Refusable<ReferenceFile> {
      const file = path === null ? undefined : files.get(path);
      if (path !== null && file) remove(path);
      return file;
    },

    /** Returns what was there, sorted. */
    reset(): readonly (readonly [path: string, file: ReferenceFile])[] {
      const all = [...files].sort(([a], [b]) => byCodePoints(a, b));
      for (const [path] of all) remove(path);
      return all;
    },

    /** What `read_file` must say. */
    read(path: string | null, offset: number): Refusable<string> {
      const content = path === null ? undefined : files.get(path)?.content;
      if (content === undefined) return undefined;
      const total = sizeOf(content);
      if (offset > 0 && offset >= total) return undefined;
      if (offset === 0 && total <= bytesPerPage) return content;
      let text = '';
      let from = 0;
      let to = 0;
      for (const character of content) {
        const end = to + sizeOf(character);
        if (end <= offset) from = end;
        else if (end > from + bytesPerPage) break;
        else text += character;
        to = end;
      }
      return `${text}\n${position('bytes', from, to, total, 'read_file')}`;
    },

    /** What `list_files` must say. */
    list(folder: string | null, offset: number): Refusable<string> {
      if (folder === null || files.has(folder)) return undefined;
      const found = paths().filter((path) => below(path, folder));
      if (found.length === 0) return folder === '' ? 'No files yet.' : `No files in ${folder}.`;
      if (offset > 0 && offset >= found.length) return undefined;
      const lines: string[] = [];
      for (const path of found.slice(offset)) {
        const { size = 0, revision = 0 } = files.get(path) ?? {};
        const line = `${path}\t${size} B\trevision ${revision}`;
        if (sizeOf([...lines, line, ''].join('\n')) > bytesPerPage) break;
        lines.push(line);
      }
      const text = lines.join('\n');
      if (lines.length === found.length) return text;
      const to = offset + lines.length;
      return `${text}\n${position('files', offset, to, found.length, 'list_files')}`;
    },
  };
}

export type Reference = ReturnType<typeof createReference>;

function position(unit: string, from: number, to: number, total: number, tool: string): string {
  const rest = to < total ? `call ${tool} with offset ${to} for the rest` : 'the end';
  return `[${unit} ${from}–${to} of ${total}: ${rest}]`;
}
