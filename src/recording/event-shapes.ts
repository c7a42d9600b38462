import { defaultFileLimits } from '../files/limits.ts';
import { normalizePath } from '../files/paths.ts';
import { checkClientName, checkUserName, parseClientId } from '../repl/names.ts';
import type { CheckResult } from '../repl/play.ts';
import type { RecordedEvent } from './format.ts';

/** Whether a value that was read is what a field may hold. */
type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

/** Every field of an event has its check: one that is added to the events does not compile without. */
type Shape<Event> = { readonly [Name in Exclude<keyof Event, 'type' | 'time'>]-?: Check };
type Shapes = {
  readonly [Type in RecordedEvent['type']]: Shape<Extract<RecordedEvent, { type: Type }>>;
};

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const amount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
/** From 1 on. */
const ordinal: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const object =
  (fields: Fields): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Fields)[name]));

/** The screen shows names as they are: only those that the heart would have taken. */
const user: Check = (value) => {
  if (typeof value !== 'string') return false;
  const checked = checkUserName(value);
  return 'name' in checked && checked.name === value;
};
const client: Check = (value) => typeof value === 'string' && parseClientId(value) === value;
const clientName: Check = (value) => typeof value === 'string' && 'name' in checkClientName(value);
const path: Check = (value) => {
  try {
    return typeof value === 'string' && normalizePath(value, defaultFileLimits) === value;
  } catch {
    return false;
  }
};

/** Deeper ones can't be written as JSON again. */
const deepest = 64;
const isNested = (value: unknown, left: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (left > 0 && Object.values(value).every((each) => isNested(each, left - 1)));
const anything: Check = (value) => isNested(value, deepest);

const error = object({ code: text, message: text, advice: optional(text) });
const author = object({ client: text, request: optional(text), origin: optional(text) });
const hunk = object({
  oldStart: amount,
  oldLines: amount,
  newStart: amount,
  newLines: amount,
  lines: listOf(text),
});
const entry = object({
  path,
  size: amount,
  revision: amount,
  writer: text,
  origin: optional(text),
  modified: text,
});
const source = object({ kind: text, model: text, label: text });

const ofRequest = { user, client, request: text };
const ofSession = { ...ofRequest, session: text };
const ofFile = { user, path };

const ofTransfer = {
  user,
  transfer: text,
  direction: oneOf('import', 'export'),
  seed: optional(flag),
};
const transferred = { path, host: text, size: amount, revision: amount };

const checked: { readonly [Name in keyof CheckResult]-?: Check } = {
  check: text,
  passed: flag,
  seen: text,
};
const expectations = listOf(object(checked));
const ofStep = {
  scenario: text,
  step: ordinal,
  does: text,
  line: optional(amount),
  say: optional(text),
};
const stepEnd = { ...ofStep, milliseconds: amount, expectations };

const shapes: Shapes = {
  'server.started': {
    address: text,
    kind: oneOf('embedded', 'attached'),
    version: text,
    source,
    stalls: optional(flag),
  },
  'server.lost': { address: text, error, retrying: flag },
  'server.sessions': { address: text, sessions: listOf(text) },
  'server.recycled': {
    address: text,
    previous: text,
    reason: oneOf('sessions', 'memory', 'operator'),
  },
  'server.recycle-failed': { error },
  'server.ended': { address: text, sessions: amount },
  'user.added': { user, source: optional(source) },
  'user.identified': {
    user,
    variable: optional(text),
    model: optional(text),
    login: optional(text),
    plan: optional(text),
    models: optional(listOf(text)),
    error: optional(error),
  },
  'client.opened': { user, client },
  'client.renamed': { user, client, name: optional(clientName) },
  'client.closed': { user, client },
  'client.selected': { user, client },
  'file.changed': {
    ...ofFile,
    operation: oneOf('created', 'updated', 'deleted'),
    revision: amount,
    size: amount,
    writer: text,
    origin: optional(text),
    request: optional(text),
    reset: optional(flag),
  },
  'files.loaded': { user, files: listOf(entry) },
  'store.lost': { error },
  'store.restored': {},
  'file.opened': { ...ofFile, revision: amount, content: text, preview: optional(flag) },
  'file.diffed': {
    ...ofFile,
    since: oneOf('change', 'request'),
    from: optional(amount),
    to: amount,
    author,
    hunks: optional(listOf(hunk)),
  },
  'files.listed': { user, files: listOf(entry) },
  'transfer.started': { ...ofTransfer, host: text },
  'transfer.completed': {
    ...ofTransfer,
    host: text,
    files: amount,
    bytes: amount,
    skipped: amount,
    stopped: optional(error),
  },
  'file.imported': { ...ofTransfer, ...transferred },
  'file.exported': { ...ofTransfer, ...transferred, replaced: flag },
  'file.skipped': { ...ofTransfer, path: text, error },
  'seed.failed': { user, host: text, error },
  'request.submitted': { ...ofRequest, prompt: text },
  'session.created': { ...ofSession, server: text },
  'answer.delta': { ...ofSession, message: text, text },
  'answer.completed': { ...ofSession, text },
  'tool.started': { ...ofSession, call: text, tool: text, arguments: anything },
  'tool.completed': {
    ...ofSession,
    call: text,
    tool: text,
    ok: flag,
    result: text,
    handled: flag,
    fault: optional(text),
    milliseconds: amount,
  },
  usage: { ...ofSession, inputTokens: amount, outputTokens: amount },
  retry: { ...ofSession, reason: text, message: optional(text) },
  'session.destroyed': ofSession,
  'session.confirmed-gone': { ...ofSession, milliseconds: amount },
  'session.leaked': { ...ofSession, error },
  'session.cleared': ofSession,
  'request.completed': { ...ofRequest, answer: text, milliseconds: amount },
  'request.failed': { ...ofRequest, error, milliseconds: amount },
  'request.cancelled': { ...ofRequest, milliseconds: amount },
  'scenario.started': {
    scenario: text,
    title: text,
    file: optional(text),
    users: listOf(text),
    steps: amount,
  },
  'step.started': ofStep,
  'step.passed': stepEnd,
  'step.failed': stepEnd,
  'scenario.ended': {
    scenario: text,
    passed: flag,
    stepsPassed: amount,
    stepsFailed: amount,
    expectations,
    milliseconds: amount,
  },
  'command.refused': { client, error },
  'user.left': { closed: client },
  'screen.closed': {},
};

const shapeOf = new Map<string, Fields>(Object.entries(shapes));

/** ISO 8601, as the program writes it. */
export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 32 && !Number.isNaN(Date.parse(value));

export type CheckedEvent =
  | { readonly event: RecordedEvent }
  /** Of a type that this program does not know. */
  | { readonly unknown: string }
  /** What is wrong with it, in words for people. */
  | { readonly problem: string };

/** Checks an event that was read, and leaves out what does not belong to it. */
export function checkEvent(read: Readonly<Record<string, unknown>>): CheckedEvent {
  const { type, time } = read;
  if (typeof type !== 'string') return { problem: 'it has no type' };
  if (!isTime(time)) return { problem: 'its time is none' };
  const shape = shapeOf.get(type);
  if (!shape) return { unknown: type };
  const event: Record<string, unknown> = { type };
  for (const [name, check] of Object.entries(shape)) {
    const value = Object.hasOwn(read, name) ? read[name] : undefined;
    if (!check(value)) return { problem: `${type} has no ${name} that can be` };
    if (value !== undefined) event[name] = value;
  }
  // Every field was checked against the shape of this type.
  return { event: { ...event, time } as unknown as RecordedEvent };
}
