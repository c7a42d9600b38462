import { type Edit, mostSteps, type Step } from './plan.ts';
import {
  countLines,
  isFailure,
  type ListedFile,
  readListing,
  readPage,
  reasonOf,
  saysMissing,
} from './tool-results.ts';

export interface ToolCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What became of a step, for the answer. */
export type Outcome =
  | {
      readonly kind: 'written';
      readonly path: string;
      readonly bytes: number;
      readonly composed: boolean;
    }
  | {
      readonly kind: 'edited';
      readonly path: string;
      readonly edit: Edit['kind'];
      /** The file did not exist before. */
      readonly created: boolean;
      readonly composed: boolean;
    }
  | { readonly kind: 'deleted'; readonly path: string }
  | {
      readonly kind: 'read';
      readonly path: string;
      readonly content: string;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'listed';
      readonly path: string | undefined;
      readonly files: readonly ListedFile[];
    }
  | {
      readonly kind: 'failed';
      readonly what: string;
      readonly path: string | undefined;
      readonly reason: string;
    };

/** Asks for tool calls one by one, is sent their results, and returns what came of it. */
export type Execution<T> = Generator<ToolCall, T, string>;

/** Pages of one file: 64 of 16 KiB are four times what a file may hold by default. */
const mostPages = 64;

/**
 * Carries out steps in order. A step on a file whose change failed before is skipped; so is a deletion where any step
 * failed before, as it may have been what was to be kept.
 */
export function* execute(
  steps: readonly Step[],
  toolNames: ReadonlySet<string>,
): Execution<Outcome[]> {
  const outcomes: Outcome[] = [];
  const broken = new Set<string>();
  let listed: readonly ListedFile[] | undefined;
  for (const step of steps) {
    const missing = toolsFor(step, toolNames).find((name) => !toolNames.has(name));
    const path = 'path' in step ? step.path : undefined;
    if (missing !== undefined) {
      outcomes.push(failed(step, `the tool \`${missing}\` is not offered in this session.`));
    } else if (path !== undefined && step.kind !== 'list' && broken.has(path)) {
      outcomes.push(failed(step, 'skipped, because the step before on this file failed.'));
    } else if (step.kind === 'delete' && outcomes.some(isIncomplete)) {
      outcomes.push(failed(step, 'skipped, because a step before it failed.'));
    } else if (step.kind === 'list') {
      const outcome = yield* list(step.path);
      listed = outcome.kind === 'listed' ? outcome.files : undefined;
      outcomes.push(outcome);
      continue;
    } else if (step.kind === 'read-listed') {
      outcomes.push(...(yield* readListed(step.list, listed)));
      continue;
    } else {
      outcomes.push(yield* change(step, toolNames));
    }
    if (outcomes.at(-1)?.kind === 'failed' && path !== undefined && step.kind !== 'read')
      broken.add(path);
  }
  return outcomes;
}

const isIncomplete = (outcome: Outcome) =>
  outcome.kind === 'failed' || (outcome.kind === 'read' && !outcome.whole);

function toolsFor(step: Step, toolNames: ReadonlySet<string>): readonly string[] {
  switch (step.kind) {
    case 'write':
      return ['write_file'];
    case 'edit':
      return isInPlace(step.edit, toolNames) ? ['edit_file'] : ['read_file', 'write_file'];
    case 'delete':
      return ['delete_file'];
    case 'read':
      return ['read_file'];
    case 'list':
      return ['list_files'];
    case 'read-listed':
      return step.list ? ['list_files', 'read_file'] : ['read_file'];
  }
}

/** Whether a tool replaces the text where it stands, so that what others write meanwhile is not lost. */
const isInPlace = (
  edit: Edit,
  toolNames: ReadonlySet<string>,
): edit is Extract<Edit, { kind: 'substitute' }> =>
  edit.kind === 'substitute' && toolNames.has('edit_file');

function failed(step: Step, reason: string): Outcome {
  const what = {
    write: 'write',
    edit: 'change',
    delete: 'delete',
    read: 'read',
    list: 'list',
    'read-listed': 'read',
  }[step.kind];
  return { kind: 'failed', what, path: 'path' in step ? step.path : undefined, reason };
}

function* list(path: string | undefined): Execution<Outcome> {
  const files: ListedFile[] = [];
  let offset = 0;
  for (let count = 0; count < mostPages; count++) {
    const result: string = yield {
      name: 'list_files',
      arguments: { ...(path !== undefined && { path }), ...(offset > 0 && { offset }) },
    };
    if (isFailure(result)) {
      return { kind: 'failed', what: 'list', path, reason: reasonOf(result) };
    }
    const page = readPage(result, offset, countLines);
    files.push(...readListing(page.text));
    if (page.next === undefined) break;
    offset = page.next;
  }
  return { kind: 'listed', path, files };
}

function* readListed(
  listFirst: boolean,
  known: readonly ListedFile[] | undefined,
): Execution<Outcome[]> {
  const outcomes: Outcome[] = [];
  let files = known;
  if (listFirst) {
    const outcome = yield* list(undefined);
    outcomes.push(outcome);
    files = outcome.kind === 'listed' ? outcome.files : undefined;
  }
  if (files === undefined) return outcomes;
  for (const { path } of files.slice(0, mostSteps)) {
    outcomes.push(yield* change({ kind: 'read', path }, new Set()));
  }
  if (files.length > mostSteps) {
    const reason = `only the first ${mostSteps} of ${files.length} files are read in one prompt.`;
    outcomes.push({ kind: 'failed', what: 'read', path: undefined, reason });
  }
  return outcomes;
}

type FileStep = Extract<Step, { kind: 'write' | 'edit' | 'delete' | 'read' }>;

function* change(step: FileStep, toolNames: ReadonlySet<string>): Execution<Outcome> {
  if (step.kind === 'write') return yield* write(step.path, step.content, step.composed);
  if (step.kind === 'delete') {
    const result = yield { name: 'delete_file', arguments: { path: step.path } };
    if (isFailure(result)) return failed(step, reasonOf(result));
    return { kind: 'deleted', path: step.path };
  }
  if (step.kind === 'edit' && isInPlace(step.edit, toolNames))
    return yield* substitute(step, step.edit);
  const pages = yield* readAll(step.path);
  if (step.kind === 'read') {
    return 'error' in pages
      ? failed(step, reasonOf(pages.error))
      : { kind: 'read', path: step.path, content: pages.content, whole: pages.whole };
  }
  return yield* edit(step, pages, toolNames);
}

function* write(path: string, content: string, composed: boolean): Execution<Outcome> {
  const result = yield { name: 'write_file', arguments: { path, content } };
  return isFailure(result)
    ? { kind: 'failed', what: 'write', path, reason: reasonOf(result) }
    : { kind: 'written', path, bytes: Buffer.byteLength(content), composed };
}

type Pages = { readonly content: string; readonly whole: boolean } | { readonly error: string };

function* readAll(path: string): Execution<Pages> {
  let content = '';
  let offset = 0;
  for (let count = 0; count < mostPages; count++) {
    const result = yield {
      name: 'read_file',
      arguments: offset === 0 ? { path } : { path, offset },
    };
    if (isFailure(result)) return offset === 0 ? { error: result } : { content, whole: false };
    const page = readPage(result, offset);
    content += page.text;
    if (page.next === undefined) return { content, whole: true };
    offset = page.next;
  }
  return { content, whole: false };
}

function* substitute(
  step: Extract<Step, { kind: 'edit' }>,
  { old: old_text, new: new_text }: Extract<Edit, { kind: 'substitute' }>,
): Execution<Outcome> {
  const { path, edit, composed } = step;
  const result = yield {
    name: 'edit_file',
    arguments: { path, old_text, new_text, replace_all: true },
  };
  if (!isFailure(result))
    return { kind: 'edited', path, edit: edit.kind, created: false, composed };
  const reason = reasonOf(result);
  return failed(step, reason.includes('does not occur') ? notHeld : reason);
}

const notHeld = 'it does not hold the text to replace, so it was left as it is.';

function* edit(
  step: Extract<Step, { kind: 'edit' }>,
  pages: Pages,
  toolNames: ReadonlySet<string>,
): Execution<Outcome> {
  const { path } = step;
  let before: string | undefined;
  if ('error' in pages) {
    const missing = saysMissing(pages.error, path) || (yield* isUnlisted(path, toolNames));
    if (!missing || step.edit.kind === 'substitute') return failed(step, reasonOf(pages.error));
  } else if (!pages.whole) {
    return failed(step, 'it is too long to be read as a whole, so it was left as it is.');
  } else {
    before = pages.content;
  }
  const after = applyEdit(before, step.edit);
  if (after === undefined) return failed(step, notHeld);
  const outcome = yield* write(path, after, step.composed);
  if (outcome.kind === 'failed') return outcome;
  return {
    kind: 'edited',
    path,
    edit: step.edit.kind,
    created: before === undefined,
    composed: step.composed,
  };
}

/** Where a failed read leaves it open whether there is such a file, the list of files tells. */
function* isUnlisted(path: string, toolNames: ReadonlySet<string>): Execution<boolean> {
  if (!toolNames.has('list_files')) return false;
  const outcome = yield* list(undefined);
  if (outcome.kind !== 'listed') return false;
  const wanted = path.normalize('NFC').replace(/^\/+/, '');
  return outcome.files.every((file) => file.path.normalize('NFC') !== wanted);
}

/** The content after an edit; undefined where what should be replaced is not there. */
export function applyEdit(before: string | undefined, edit: Edit): string | undefined {
  switch (edit.kind) {
    case 'append':
      return before === undefined || before === '' ? edit.text : joinLines(before, edit.text);
    case 'prepend':
      return before === undefined || before === '' ? edit.text : joinLines(edit.text, before);
    case 'substitute':
      return before?.includes(edit.old) === true
        ? before.replaceAll(edit.old, () => edit.new)
        : undefined;
  }
}

function joinLines(first: string, second: string): string {
  return first.endsWith('\n') ? `${first}${second}` : `${first}\n${second}`;
}
