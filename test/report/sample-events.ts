import type { ReplEvent, UntimedReplEvent } from '../../src/repl/events.ts';
import type { ReportEvent } from '../../src/report/events.ts';
import type { ScenarioEvent, UntimedScenarioEvent } from '../../src/scenario/events.ts';
import { offlineSource } from '../screen/events.ts';

const begin = Date.parse('2026-01-01T12:00:00.000Z');

/** An event, so many ms after the beginning. */
export const at = (
  milliseconds: number,
  event: UntimedReplEvent | UntimedScenarioEvent,
): ReportEvent =>
  ({ ...event, time: new Date(begin + milliseconds).toISOString() }) as ReplEvent | ScenarioEvent;

export const started = (
  source: Extract<ReplEvent, { type: 'server.started' }>['source'] = offlineSource,
) =>
  at(0, {
    type: 'server.started',
    address: '127.0.0.1:41233',
    kind: 'embedded',
    version: '1.0.85',
    source,
  });

export interface SampleRequest {
  readonly from: number;
  readonly user: string;
  readonly client: string;
  readonly request: string;
  readonly prompt: string;
  readonly answer?: string;
  /** What it writes. */
  readonly write?: { readonly path: string; readonly content: string; readonly revision?: number };
  readonly end?: 'answered' | 'failed' | 'cancelled';
  readonly leaks?: boolean;
}

/** All that a request brings, from `from` on, in 100 ms. */
export function requestEvents(sample: SampleRequest): readonly ReportEvent[] {
  const { from, user, client, request, prompt, write, end = 'answered', leaks = false } = sample;
  const answer = sample.answer ?? 'Done.';
  const of = { user, client, request };
  const session = `${request}-session`;
  const inSession = { ...of, session };
  const error = {
    code: 'session-unconfirmed',
    message: 'The server still knows it.',
    advice: 'Try /restart.',
  };
  const events: ReportEvent[] = [
    at(from, { type: 'request.submitted', ...of, prompt }),
    at(from + 20, { type: 'session.created', ...inSession, server: '127.0.0.1:41233' }),
    at(from + 30, { type: 'usage', ...inSession, inputTokens: 100, outputTokens: 10 }),
  ];
  if (write) {
    const { path, content, revision = 1 } = write;
    events.push(
      at(from + 40, {
        type: 'tool.started',
        ...inSession,
        call: `${request}-1`,
        tool: 'write_file',
        arguments: { path, content },
      }),
      at(from + 45, {
        type: 'file.changed',
        user,
        path,
        operation: revision === 1 ? 'created' : 'updated',
        revision,
        size: Buffer.byteLength(content),
        writer: client,
        request,
      }),
      at(from + 50, {
        type: 'tool.completed',
        ...inSession,
        call: `${request}-1`,
        tool: 'write_file',
        ok: true,
        handled: true,
        result: `Wrote ${path}.`,
        milliseconds: 10,
      }),
    );
  }
  if (end === 'answered')
    events.push(at(from + 70, { type: 'answer.completed', ...inSession, text: answer }));
  else
    events.push(at(from + 70, { type: 'answer.delta', ...inSession, message: 'm', text: answer }));
  events.push(
    ...(leaks
      ? [at(from + 90, { type: 'session.leaked', ...inSession, error })]
      : [
          at(from + 80, { type: 'session.destroyed', ...inSession }),
          at(from + 90, { type: 'session.confirmed-gone', ...inSession, milliseconds: 70 }),
        ]),
  );
  const milliseconds = 100;
  if (end === 'answered')
    events.push(at(from + 100, { type: 'request.completed', ...of, answer, milliseconds }));
  if (end === 'cancelled')
    events.push(at(from + 100, { type: 'request.cancelled', ...of, milliseconds }));
  if (end === 'failed')
    events.push(
      at(from + 100, {
        type: 'request.failed',
        ...of,
        error: {
          code: 'timeout',
          message: 'It took too long.',
          advice: 'Give it more time with --timeout.',
        },
        milliseconds,
      }),
    );
  return events;
}

const inOrder = (events: readonly ReportEvent[]): readonly ReportEvent[] =>
  [...events].sort((a, b) => Date.parse(a.time) - Date.parse(b.time));

/** alice writes and changes a file, bob one of the same name; one request fails, one is cancelled, one leaks. */
export const troubledEvents: readonly ReportEvent[] = inOrder([
  started(),
  at(1, { type: 'user.added', user: 'alice' }),
  at(1, { type: 'user.added', user: 'bob' }),
  ...requestEvents({
    from: 100,
    user: 'alice',
    client: 'C1',
    request: 'R1',
    prompt: 'Create notes.md saying "tea at four"',
    answer: 'Wrote `notes.md` (11 B).',
    write: { path: 'notes.md', content: 'tea at four' },
  }),
  ...requestEvents({
    from: 150,
    user: 'bob',
    client: 'C2',
    request: 'R2',
    prompt: 'Create docs/notes.md',
    write: { path: 'docs/notes.md', content: 'bob was here' },
  }),
  ...requestEvents({
    from: 60_000,
    user: 'alice',
    client: 'C1',
    request: 'R3',
    prompt: 'Replace notes.md',
    write: { path: 'notes.md', content: 'tea at five', revision: 2 },
    leaks: true,
  }),
  ...requestEvents({
    from: 60_050,
    user: 'alice',
    client: 'C3',
    request: 'R4',
    prompt: 'Think',
    answer: 'I think',
    end: 'failed',
  }),
  ...requestEvents({
    from: 60_090,
    user: 'bob',
    client: 'C2',
    request: 'R5',
    prompt: 'Wait',
    answer: 'I wa',
    end: 'cancelled',
  }),
  at(60_300, { type: 'server.ended', address: '127.0.0.1:41233', sessions: 5 }),
]);

const step = { scenario: 'first', step: 1, does: 'alice/C1: Create notes.md', line: 12 };
const check = (text: string, passed = true) => ({
  check: text,
  passed,
  seen: passed ? '' : 'another',
});

/** Two scenarios, each with a server of its own: the first holds, the second does not. */
export const scenarioEvents: readonly ReportEvent[] = [
  started(),
  at(1, {
    type: 'scenario.started',
    scenario: 'first',
    title: 'the first',
    users: ['alice'],
    steps: 1,
  }),
  at(2, { type: 'step.started', ...step }),
  ...requestEvents({
    from: 10,
    user: 'alice',
    client: 'C1',
    request: 'R1',
    prompt: 'Create notes.md',
    write: { path: 'notes.md', content: 'tea' },
  }),
  at(120, {
    type: 'step.passed',
    ...step,
    milliseconds: 110,
    expectations: [check('C1 answered')],
  }),
  at(130, {
    type: 'scenario.ended',
    scenario: 'first',
    passed: true,
    stepsPassed: 1,
    stepsFailed: 0,
    expectations: [check('every session was confirmed gone')],
    milliseconds: 130,
  }),
  at(140, { type: 'server.ended', address: '127.0.0.1:41233', sessions: 1 }),
  started({ kind: 'github', model: 'automatic', label: 'GitHub Copilot' }),
  at(200, {
    type: 'scenario.started',
    scenario: 'second',
    title: 'the second',
    users: ['bob'],
    steps: 1,
  }),
  at(201, { type: 'step.started', ...step, scenario: 'second' }),
  ...requestEvents({
    from: 210,
    user: 'bob',
    client: 'C1',
    request: 'R1',
    prompt: 'List my files',
    write: { path: 'a/b.md', content: 'b' },
  }),
  ...requestEvents({
    from: 220,
    user: 'bob',
    client: 'C2',
    request: 'R2',
    prompt: 'List my files',
  }),
  at(320, {
    type: 'step.failed',
    ...step,
    scenario: 'second',
    milliseconds: 100,
    expectations: [check('C1 answered'), check('C1 called list_files', false)],
  }),
  at(330, {
    type: 'scenario.ended',
    scenario: 'second',
    passed: false,
    stepsPassed: 0,
    stepsFailed: 1,
    expectations: [check('every session was confirmed gone')],
    milliseconds: 130,
  }),
  at(340, { type: 'server.ended', address: '127.0.0.1:41233', sessions: 2 }),
];
