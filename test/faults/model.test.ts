import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tool } from '../../src/files/tools/tool.ts';
import type { ModelRequest } from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import {
  check,
  type ModelFault,
  openStage,
  type Played,
  refuse,
  type Stage,
} from './model-faults.ts';

const never = () => new Promise<Reply>(() => {});
const fine = { answer: 'It is fine' } as const;

const lastMessage = ({ messages }: ModelRequest) => messages.at(-1);

/** Calls the tool, then answers with what it said. */
const callThenQuote =
  (name: string) =>
  (request: ModelRequest): Reply =>
    lastMessage(request)?.role === 'tool'
      ? { text: `It said: ${lastMessage(request)?.content}` }
      : { calls: [{ name, arguments: {} }] };

const tool = (name: string, run: Tool['run']): Tool => ({
  name,
  description: name,
  parameters: { type: 'object', properties: {} },
  run,
});

const failure = 'no space left on /dev/sda7';

const createTools = (): readonly Tool[] => [
  tool('throw_at_once', () => {
    throw new Error(failure);
  }),
  tool('throw_later', async () => {
    await new Promise(setImmediate);
    throw new Error(failure);
  }),
  tool('never_return', () => new Promise(() => {})),
];

/** Each is over by itself within ten seconds. */
const ending: readonly ModelFault[] = [
  {
    fault: 'model answers 400',
    respond: refuse(400, 'no such parameter:\n  top_q'),
    ends: {
      code: 'model-refused',
      message: 'the model refused the request (400): no such parameter: top_q',
    },
  },
  {
    fault: 'model answers 401',
    respond: ({ headers }) => refuse(401, `no such key: ${headers.authorization}`)(),
    retries: 2,
    ends: {
      code: 'token-refused',
      message:
        'the model source refused the credentials (401, tried 3 times): no such key: Bearer ‹secret›',
    },
  },
  {
    fault: 'model answers 403',
    respond: refuse(403, 'your plan is without this model'),
    ends: {
      code: 'token-refused',
      message: 'the credentials do not allow this request (403): your plan is without this model',
    },
  },
  {
    fault: 'model answers 404',
    respond: refuse(404, 'there is no model "scripted"'),
    ends: {
      code: 'model-unknown',
      message:
        'the model source knows no such model or address (404): there is no model "scripted"',
    },
  },
  {
    fault: 'model answers 429, Retry-After: 1',
    respond: refuse(429, 'slow down', { 'retry-after': '1' }),
    retries: 5,
    ends: { code: 'model-busy', message: 'too many requests (429, tried 6 times): slow down' },
  },
  {
    fault: 'model answers 429, Retry-After: 3600',
    respond: refuse(429, 'slow down', { 'retry-after': '3600' }),
    ends: { code: 'model-busy', message: 'too many requests (429): slow down' },
  },
  {
    fault: 'model answers 429 and says how long to wait',
    respond: refuse(429, 'limit reached, try again in 1h20m', { 'retry-after': '4800' }),
    ends: {
      code: 'model-busy',
      message: 'too many requests (429): limit reached, try again in 1h20m',
    },
  },
  {
    fault: 'malformed stream',
    respond: () => ({ raw: 'data: {"choices": [nonsense\n\n', end: true }),
    retries: 5,
    ends: {
      code: 'model-garbled',
      message: expect.stringContaining('can not be read (tried 6 times): '),
    },
  },
  {
    fault: 'a web page instead of an answer',
    respond: () => ({
      status: 200,
      body: '<html>Log in</html>',
      headers: { 'content-type': 'text/html' },
    }),
    retries: 5,
    ends: { code: 'model-empty', message: 'the model answered nothing (tried 6 times)' },
  },
  {
    fault: 'empty stream',
    respond: () => ({ raw: 'data: [DONE]\n\n', end: true }),
    retries: 5,
    ends: { code: 'model-empty', message: 'the model answered nothing (tried 6 times)' },
  },
  {
    fault: 'answer without a word',
    respond: () => ({ text: [] }),
    ends: { code: 'model-empty', message: 'the model answered nothing' },
  },
  {
    fault: 'connection closed in the middle of the answer',
    respond: () => ({ cut: true, text: ['Half an', ' answer'] }),
    retries: 5,
    left: 'Half an answer',
    ends: {
      code: 'model-cut-off',
      message: expect.stringMatching(/^the connection broke .*\(tried 6 times\): /),
    },
  },
  {
    fault: 'answer longer than the model can make it',
    respond: () => ({ text: 'Half an answer', finish: 'length' }),
    retries: 2,
    left: 'Half an answer',
    ends: { code: 'model-cut-off', message: expect.stringContaining('not complete') },
  },
  {
    fault: "answer stopped by the provider's filter",
    respond: () => ({ text: [], finish: 'content_filter' }),
    ends: { code: 'model-refused', message: "the model source's filter stopped the answer" },
  },
  {
    fault: 'model answers 500 once, then well',
    respond: (_, tries) => (tries === 1 ? refuse(500, 'oops')() : { text: fine.answer }),
    retries: 1,
    ends: fine,
  },
  {
    fault: 'connection closed in the middle of the answer once, then well',
    respond: (_, tries) =>
      tries === 1 ? { cut: true, text: ['It is', ' wrong'] } : { text: ['It is', ' fine'] },
    retries: 1,
    ends: fine,
  },
  {
    fault: 'tool throws',
    group: 'tools',
    respond: callThenQuote('throw_at_once'),
    ends: { answer: 'It said: Error: throw_at_once failed. Do not call it again; tell the user.' },
  },
  {
    fault: 'tool throws later',
    group: 'tools',
    respond: callThenQuote('throw_later'),
    ends: { answer: 'It said: Error: throw_later failed. Do not call it again; tell the user.' },
  },
];

const timedOut = { code: 'request-timeout', message: 'no answer within 2 s' } as const;

/** None of these ever is over by itself. */
const endless: readonly ModelFault[] = [
  { fault: 'model hangs before the first byte', respond: never, ends: timedOut },
  {
    fault: 'model hangs in the middle of the answer',
    respond: () => ({ hang: true, text: ['Half an', ' answer'] }),
    left: 'Half an answer',
    ends: timedOut,
  },
  {
    fault: 'model answers 429 for longer than the time-out',
    respond: refuse(429, 'slow down'),
    retries: 1,
    ends: timedOut,
  },
  {
    fault: 'tool never returns',
    group: 'tools',
    respond: callThenQuote('never_return'),
    ends: timedOut,
  },
];

const warnings: Error[] = [];
const onWarning = (warning: Error) => void warnings.push(warning);

beforeAll(() => void process.on('warning', onWarning));
afterAll(() => void process.off('warning', onWarning));

/** All are played at once, since they mostly wait; each test then looks at its own. */
describe.each([
  { name: 'a fault that ends by itself', faults: ending, options: { createTools } },
  {
    name: 'a fault that the time-out ends',
    faults: endless,
    options: { createTools, timeout: 2000 },
  },
])('$name', ({ faults, options }) => {
  let stage: Stage;
  let played: ReadonlyMap<ModelFault, Promise<Played>>;

  beforeAll(async () => {
    stage = await openStage(faults, options);
    played = await stage.playAll();
  });
  afterAll(() => stage.close());

  it.each(faults)('$fault', async (fault) => {
    const result = await played.get(fault);
    if (!result) throw new Error('it was not played');
    check(fault, result);
  });
});

it('that many requests at once are nothing that Node warns of', () => {
  expect(warnings).toEqual([]);
});
