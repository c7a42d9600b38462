import type { ReplEvent, UntimedReplEvent } from '../../src/repl/events.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type OfSession = Extract<UntimedReplEvent, { session: string }>;

const time = '2026-01-01T12:00:00.000Z';

/** Events with a time, as the heart would have sent them. */
export const timed = (...events: readonly UntimedReplEvent[]): readonly ReplEvent[] =>
  events.map((event) => ({ ...event, time }));

export const offlineSource = {
  kind: 'offline',
  model: 'offline',
  label: 'offline model (not an AI)',
} as const;

/** alice with C1 and C2, bob with C3, C1 in front. */
export const opening: readonly ReplEvent[] = timed(
  {
    type: 'server.started',
    address: '127.0.0.1:41233',
    kind: 'embedded',
    version: '1.0.85',
    source: offlineSource,
  },
  { type: 'user.added', user: 'alice' },
  { type: 'client.opened', user: 'alice', client: 'C1' },
  { type: 'client.opened', user: 'alice', client: 'C2' },
  { type: 'user.added', user: 'bob' },
  { type: 'client.opened', user: 'bob', client: 'C3' },
  { type: 'client.selected', user: 'alice', client: 'C1' },
);

export const submitted = (user: string, client: string, request: string, prompt: string) =>
  timed({ type: 'request.submitted', user, client, request, prompt });

/** Stamps events with the request that they belong to; its session is named after it. */
export const during = (
  user: string,
  client: string,
  request: string,
  ...events: readonly DistributiveOmit<OfSession, 'user' | 'client' | 'request' | 'session'>[]
): readonly ReplEvent[] =>
  timed(
    ...events.map(
      (event) => ({ ...event, user, client, request, session: `session-${request}` }) as OfSession,
    ),
  );

export const delta = (user: string, client: string, request: string, text: string, message = 'm') =>
  during(user, client, request, { type: 'answer.delta', message, text });

export const completed = (user: string, client: string, request: string, answer = '') =>
  timed({ type: 'request.completed', user, client, request, answer, milliseconds: 60 });

/** All that a request without a tool call brings. */
export const wholeRequest = (
  user: string,
  client: string,
  request: string,
  prompt: string,
  answer: string,
): readonly ReplEvent[] => [
  ...submitted(user, client, request, prompt),
  ...during(user, client, request, { type: 'session.created', server: '127.0.0.1:1' }),
  ...delta(user, client, request, answer),
  ...during(
    user,
    client,
    request,
    { type: 'answer.completed', text: answer },
    { type: 'session.destroyed' },
    { type: 'session.confirmed-gone', milliseconds: 43 },
  ),
  ...completed(user, client, request, answer),
];

export const changed = (
  user: string,
  path: string,
  size = 120,
  writer = 'C1',
  request?: string,
): readonly ReplEvent[] =>
  timed({
    type: 'file.changed',
    user,
    path,
    operation: 'created',
    revision: 1,
    size,
    writer,
    ...(request ? { request } : {}),
  });
