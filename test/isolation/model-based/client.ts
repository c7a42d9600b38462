import { FilesError } from '../../../src/files/errors.ts';
import type { FileChange, UserFiles } from '../../../src/files/file-store.ts';
import type { FileLimits } from '../../../src/files/limits.ts';
import { createFileTools } from '../../../src/files/tools/file-tools.ts';
import type { Operation, Size, Where } from './operations.ts';
import type { Place } from './places.ts';
import { leaks, type World, type WorldUser } from './world.ts';

export type CallOutcome =
  | { readonly ok: true; readonly value: unknown }
  /** A `FilesError`. */
  | { readonly ok: false };

/** What an operation makes of the outcome of its call on the files: the changes that must have been told. */
type Settle = (outcome: CallOutcome) => readonly FileChange[];

interface Needs {
  readonly world: World;
  readonly user: WorldUser;
  readonly id: string;
  readonly limits: FileLimits;
  readonly figures: { leaks: number };
  takeTurn<Result>(label: string, call: () => Promise<Result>, settle: Settle): Promise<Result>;
}

/** One client of a user: does operations through the real tools, and knows what each must come to. */
export function createTestClient({ world, user, id, limits, figures, takeTurn }: Needs) {
  const { reference } = user;
  const author = { client: id };
  let settle: Settle = () => [];

  const turn = <Result>(call: () => Promise<Result>) =>
    takeTurn(`${user.name}/${id}`, call, settle);
  const real = world.store.forUser(user.name);
  const files: UserFiles = {
    user: user.name,
    read: (path) => turn(() => real.read(path)),
    write: (path, content, by, options) => turn(() => real.write(path, content, by, options)),
    delete: (path, by) => turn(() => real.delete(path, by)),
    list: (directory) => turn(() => real.list(directory)),
    versions: (path) => turn(() => real.versions(path)),
    reset: (by) => turn(() => real.reset(by)),
  };
  const tools = createFileTools(files, author, undefined, limits);

  const placeOf = (where: Where): Place =>
    where === 'own' ? { written: user.ownPath, file: user.ownPath, folder: user.ownPath } : where;

  function change(
    operation: FileChange['operation'],
    path: string,
    size: number,
    revision: number,
  ): FileChange {
    const what = { operation, path, size, revision };
    return { user: user.name, ...what, writer: id, modified: '', author };
  }

  /** Calls as a model would. The answer must be what `right` says by then, a refusal where that is undefined. */
  async function callTool(name: string, args: unknown, right: () => string | undefined) {
    const tool = tools.find((each) => each.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    const { ok, text } = await tool.run(args);
    const leaked = leaks(text, user, world);
    figures.leaks += leaked.length;
    const expected = right();
    const wrong = expected === undefined ? ok || !text.startsWith('Error: ') : text !== expected;
    if (wrong || leaked.length > 0)
      throw new Error(
        [`${user.name}/${id} ${name} ${JSON.stringify(args)}`, `says: ${text}`, `not: ${expected}`]
          .concat(leaked)
          .join('\n'),
      );
    return text;
  }

  function bytesOf(size: Size, path: string | null): number {
    if ('bytes' in size) return size.bytes;
    return Math.max(0, Math.min(reference.room(path ?? ''), limits.bytesPerFile) + size.over);
  }

  function contentOf(bytes: number): string {
    const head = `${user.canary}${crypto.randomUUID()} of ${user.name}: `;
    // Cut to the byte; what is cut off from a character is made up for with plain ones.
    const cut = Buffer.from(head + 'xé日😀\n'.repeat(Math.ceil(bytes / 11)))
      .toString('utf8', 0, bytes)
      .replace(/\ufffd+$/, '');
    return cut + 'z'.repeat(bytes - Buffer.byteLength(cut));
  }

  /** Sets what a write must come to; returns what the tool must then have said of it. */
  function expectWrite(
    path: string | null,
    content: string,
    ifRevision?: number,
  ): () => string | undefined {
    let right: string | undefined;
    settle = (outcome) => {
      const allowed = reference.mayWrite(path, content, ifRevision);
      if (allowed !== outcome.ok)
        throw new Error(
          `${id}: ${path} with ${content.length} was ${outcome.ok ? '' : 'not '}written`,
        );
      if (!allowed || !outcome.ok) return [];
      const { revision } = outcome.value as { readonly revision: number };
      const { lowest, highest } = reference.nextRevision(path);
      if (!(revision >= lowest && revision <= highest))
        throw new Error(`${path} got revision ${revision}, not ${lowest} to ${highest}`);
      const operation = reference.files.has(path) ? 'updated' : 'created';
      reference.write(path, content, id, revision);
      const size = Buffer.byteLength(content);
      right = `Wrote ${path} (${size} B, revision ${revision}).`;
      return [change(operation, path, size, revision)];
    };
    return () => right;
  }

  function expectDelete(path: string | null): void {
    settle = (outcome) => {
      const file = reference.delete(path);
      if ((file !== undefined) !== outcome.ok)
        throw new Error(`${id}: ${path} was ${outcome.ok ? '' : 'not '}deleted`);
      return file && path !== null ? [change('deleted', path, 0, file.revision)] : [];
    };
  }

  function expectReset(): void {
    settle = () =>
      reference.reset().map(([path, { revision }]) => change('deleted', path, 0, revision));
  }

  function look(name: 'read_file' | 'list_files', place: Place | undefined, offset?: number) {
    user.said += `${place?.written ?? ''} `;
    let right: string | undefined;
    settle = () => {
      right =
        name === 'read_file'
          ? reference.read(place?.file ?? null, offset ?? 0)
          : reference.list(place ? place.folder : '', offset ?? 0);
      return [];
    };
    return callTool(name, { path: place?.written, offset }, () => right);
  }

  /** Page after page, while others may change what is read. */
  async function pages(page: (offset?: number) => Promise<string>): Promise<void> {
    let text = await page();
    for (let next = nextOffset(text); next; next = nextOffset(text))
      text = await page(Number(next));
  }

  async function perform(operation: Operation): Promise<void> {
    switch (operation.kind) {
      case 'write': {
        const { written, file } = placeOf(operation.place);
        const whole = contentOf(bytesOf(operation.size, file));
        const content = operation.broken ? `${whole}\udc00` : whole;
        user.said += `${written} ${content.slice(0, 100)} `;
        const right = expectWrite(file, content);
        await callTool('write_file', { path: written, content }, right);
        return;
      }
      case 'write-if': {
        const { written, file } = placeOf(operation.place);
        const content = contentOf(30);
        user.said += `${written} ${content} `;
        const current = reference.files.get(file ?? '')?.revision ?? 0;
        const ifRevision = operation.revision === 'current' ? current : operation.revision;
        expectWrite(file, content, ifRevision);
        await files.write(written, content, author, { ifRevision }).catch(isRefusal);
        return;
      }
      case 'read':
        await look('read_file', placeOf(operation.place), operation.offset);
        return;
      case 'read-pages':
        return pages((offset) => look('read_file', placeOf(operation.place), offset));
      case 'list':
        await look('list_files', placeOf(operation.place), operation.offset);
        return;
      case 'list-pages':
        return pages((offset) => look('list_files', undefined, offset));
      case 'guess': {
        const path = world.users[operation.victim % world.users.length]?.ownPath ?? '';
        await look('read_file', { written: path, file: path, folder: path });
        return;
      }
      case 'malformed':
        user.said += `${JSON.stringify(operation.args)} `;
        await callTool(operation.tool, operation.args, () => undefined);
        return;
      case 'delete': {
        const { written, file } = placeOf(operation.place);
        expectDelete(file);
        await files.delete(written, author).catch(isRefusal);
        return;
      }
      case 'reset':
        expectReset();
        return files.reset(author);
    }
  }

  return { perform };
}

const nextOffset = (text: string) => /with offset (\d+) for the rest\]$/.exec(text)?.[1];

function isRefusal(error: unknown): void {
  if (!(error instanceof FilesError)) throw error;
}
