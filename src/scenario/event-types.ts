import type { ReplEvent } from '../repl/events.ts';

export type EventType = ReplEvent['type'];

/** Every event that carries the request it belongs to. */
type RequestEventType = Extract<
  ReplEvent,
  { readonly request: string; readonly client: string }
>['type'];

const requests = {
  'request.submitted': true,
  'session.created': true,
  'answer.delta': true,
  'answer.completed': true,
  'tool.started': true,
  'tool.completed': true,
  usage: true,
  retry: true,
  'session.destroyed': true,
  'session.confirmed-gone': true,
  'session.leaked': true,
  'session.cleared': true,
  'request.completed': true,
  'request.failed': true,
  'request.cancelled': true,
} satisfies Record<RequestEventType, true>;

// An object, so that the compiler misses what is left out; `vitest -u test/scenario/schema.test.ts` then publishes it.
const others = {
  'server.started': true,
  'server.lost': true,
  'server.sessions': true,
  'server.recycled': true,
  'server.recycle-failed': true,
  'server.ended': true,
  'user.added': true,
  'user.identified': true,
  'client.opened': true,
  'client.renamed': true,
  'client.closed': true,
  'client.selected': true,
  'file.changed': true,
  'file.opened': true,
  'file.diffed': true,
  'files.listed': true,
  'files.loaded': true,
  'transfer.started': true,
  'transfer.completed': true,
  'file.imported': true,
  'file.exported': true,
  'file.skipped': true,
  'seed.failed': true,
  'store.lost': true,
  'store.restored': true,
} satisfies Record<Exclude<EventType, RequestEventType>, true>;

/** What comes while a request can still be cancelled. */
export const runningEventTypes = [
  'session.created',
  'answer.delta',
  'answer.completed',
  'tool.started',
  'tool.completed',
  'usage',
  'retry',
] as const satisfies readonly RequestEventType[];

/** What a request itself tells of, in the order in which it does. */
export const requestEventTypes = Object.keys(requests) as readonly RequestEventType[];

/** All that can be waited for. */
export const eventTypes: readonly EventType[] = [
  ...requestEventTypes,
  ...(Object.keys(others) as EventType[]),
];
