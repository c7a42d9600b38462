import type { RecordedEvent } from '../recording/format.ts';
import type { ReplEvent } from '../repl/events.ts';
import { limits } from './limits.ts';
import type { ChangeKind, FileChangeView } from './model.ts';
import type { Shower, ShownText } from './shown-text.ts';

type Of<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Write {
  readonly call: string;
  readonly path: string;
  readonly content: string;
}

const kinds: readonly string[] = ['created', 'updated', 'deleted'] satisfies ChangeKind[];
const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);

/** As the path rules of `files/` spell it, for paths that they take. */
const normal = (path: string): string =>
  path
    .normalize('NFC')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');

function writeOf({ call, arguments: args }: Of<'tool.started'>): Write | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  const { path, content } = args as { path?: unknown; content?: unknown };
  if (typeof path !== 'string' || typeof content !== 'string') return undefined;
  return { call, path: normal(path), content };
}

/**
 * Folds the changes of files. An event of a change has no content: it is that of the call which made it, or what the
 * operator saw when the file was opened. Where neither says it without doubt, it is not known.
 */
export function createFileFold(shower: Shower) {
  const changes: Writable<FileChangeView>[] = [];
  const contents: ShownText[] = [];
  const indexOfContent = new Map<string, number>();
  const byRevision = new Map<string, Writable<FileChangeView>>();
  const writes = new Map<string, Write[]>();
  /** The revision of every file that there is now. */
  const present = new Map<string, number>();
  let total = 0;
  let size = 0;

  function keepContent(content: string): number | undefined {
    const known = indexOfContent.get(content);
    if (known !== undefined) return known;
    const shown = shower.text(content, limits.content);
    if (size + shown.text.length > limits.contents) return undefined;
    size += shown.text.length;
    contents.push(shown);
    indexOfContent.set(content, contents.length - 1);
    return contents.length - 1;
  }

  function record(
    { user, path, revision }: { user: string; path: string; revision: number },
    change: Pick<FileChangeView, 'at' | 'kind' | 'size' | 'writer'> & { request?: string },
    content?: string,
  ): void {
    total++;
    const key = keyOf(user, path);
    if (change.kind === 'deleted') present.delete(key);
    else present.set(key, revision);
    if (changes.length >= limits.changes) return;
    const index = content === undefined ? undefined : keepContent(content);
    const view: Writable<FileChangeView> = {
      at: change.at,
      user: shower.line(user, limits.name),
      path: shower.line(path, 4 * limits.name),
      kind: change.kind,
      revision: Number(revision) || 0,
      size: Number(change.size) || 0,
      writer: shower.line(change.writer, limits.name),
      ...(change.request !== undefined && { request: shower.line(change.request, limits.name) }),
      ...(index !== undefined && { content: index }),
    };
    changes.push(view);
    if (change.kind !== 'deleted') byRevision.set(keyOf(user, path, revision), view);
  }

  /** Calls may run beside each other: only if all that could have been meant say the same is it known. */
  function contentOf({ path, request, size: bytes }: Of<'file.changed'>): string | undefined {
    const running = request === undefined ? [] : (writes.get(request) ?? []);
    const meant = running.filter(
      (write) => write.path === path && Buffer.byteLength(write.content) === bytes,
    );
    const [first] = meant;
    return meant.every(({ content }) => content === first?.content) ? first?.content : undefined;
  }

  function listed({ user, files }: Of<'files.listed' | 'files.loaded'>, at: number): void {
    for (const { path, revision, size: bytes, writer } of Array.isArray(files) ? files : []) {
      if (present.get(keyOf(user, path)) === revision) continue;
      record({ user, path, revision }, { at, kind: 'found', size: bytes, writer });
    }
  }

  function add(event: RecordedEvent, at: number): void {
    switch (event.type) {
      case 'tool.started': {
        const write = writeOf(event);
        if (write) writes.set(event.request, [...(writes.get(event.request) ?? []), write]);
        return;
      }
      case 'tool.completed': {
        const rest = writes.get(event.request)?.filter(({ call }) => call !== event.call) ?? [];
        if (rest.length > 0) writes.set(event.request, rest);
        else writes.delete(event.request);
        return;
      }
      case 'request.completed':
      case 'request.failed':
      case 'request.cancelled':
        writes.delete(event.request);
        return;
      case 'file.changed': {
        if (!kinds.includes(event.operation)) return;
        const { size: bytes, operation: kind, request, origin } = event;
        const writer = origin === undefined ? event.writer : `${event.writer} (another REPL)`;
        const change = { at, kind, size: bytes, writer, ...(request !== undefined && { request }) };
        record(event, change, kind === 'deleted' ? undefined : contentOf(event));
        return;
      }
      case 'file.opened': {
        const change = byRevision.get(keyOf(event.user, event.path, event.revision));
        if (!change || change.content !== undefined) return;
        const index = keepContent(String(event.content));
        if (index !== undefined) change.content = index;
        return;
      }
      case 'files.listed':
      case 'files.loaded':
        listed(event, at);
        return;
    }
  }

  return { add, changes, contents, total: () => total };
}
