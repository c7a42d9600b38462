import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReplEvent } from '../../src/repl/events.ts';
import { fateText } from '../../src/screen/fate-text.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { allEntries } from '../../src/screen/transcript.ts';
import { type Harness, startHarness } from '../integration/harness.ts';
import { recordFault } from '../support/fault-record.ts';
import type { Reply } from '../support/model-reply.ts';

const replies: Readonly<Record<string, () => Reply | Promise<Reply>>> = {
  silence: () => new Promise<Reply>(() => {}),
  stream: () => ({ hang: true, text: ['Half an', ' answer'] }),
  tool: () => ({ calls: [{ name: 'never_return', arguments: {} }] }),
  refusal: () => ({ status: 429 }),
  answer: () => ({ text: 'Done' }),
};

interface Phase {
  readonly phase: string;
  readonly reply: string;
  /** The request is in the phase as soon as this has happened … */
  readonly from: ReplEvent['type'] | 'tools made' | 'model asked';
  /** … until this does. */
  readonly until: ReplEvent['type'];
  readonly ends: 'request.cancelled' | 'request.completed';
}

const cancelled = { until: 'session.destroyed', ends: 'request.cancelled' } as const;

const phases: readonly Phase[] = [
  {
    phase: 'cancelled while its session is created',
    reply: 'answer',
    from: 'tools made',
    until: 'session.created',
    ends: 'request.cancelled',
  },
  {
    phase: 'cancelled while the model is silent',
    reply: 'silence',
    from: 'model asked',
    ...cancelled,
  },
  { phase: 'cancelled while it answers', reply: 'stream', from: 'answer.delta', ...cancelled },
  { phase: 'cancelled while a tool hangs', reply: 'tool', from: 'tool.started', ...cancelled },
  { phase: 'cancelled between two tries', reply: 'refusal', from: 'retry', ...cancelled },
  {
    // The answer is there and stays; what goes on is what has to.
    phase: 'cancelled while its session is destroyed',
    reply: 'answer',
    from: 'answer.completed',
    until: 'session.confirmed-gone',
    ends: 'request.completed',
  },
];

/** How often each is cancelled. */
const rounds = 5;

let harness: Harness;
/** Called with all that happens, events and what no event tells of. */
let onHappening: (what: string) => void = () => {};

beforeAll(async () => {
  harness = await startHarness(
    ({ messages }) => {
      onHappening('model asked');
      const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
      const name = Object.keys(replies).find((each) => prompt.includes(each));
      return replies[name ?? '']?.() ?? { text: 'Hello' };
    },
    {
      createTools: () => {
        onHappening('tools made');
        return [
          {
            name: 'never_return',
            description: 'never returns',
            parameters: { type: 'object', properties: {} },
            run: () => new Promise(() => {}),
          },
        ];
      },
    },
  );
  harness.repl.subscribe(({ type }) => onHappening(type));
  await harness.execute({ type: 'prompt', text: 'warm up' });
});
afterAll(() => harness.close());

/** Prompts, cancels in the phase, and returns what happened and how long it took from then on. */
async function cancelIn({ reply, from, until, ends }: Phase) {
  const first = harness.events.length;
  const reached = new Promise<void>((resolve) => {
    onHappening = (what) => {
      // Once whoever told of it has gone on.
      if (what === from) setImmediate(resolve);
    };
  });
  const ended = harness.execute({ type: 'prompt', text: reply });
  await reached;
  expect(harness.events.slice(first).map(({ type }) => type)).not.toContain(until);
  const pressed = performance.now();
  await harness.execute({ type: 'cancel' });
  await ended;
  const milliseconds = performance.now() - pressed;
  const events = harness.events.slice(first);
  expect(events.at(-1)?.type).toBe(ends);
  return { events, milliseconds };
}

/** The line that the request ends with, without what differs from session to session. */
function fateOf(events: readonly ReplEvent[]): string {
  const opened = harness.events.filter(({ type }) => type === 'client.opened');
  const state = [...opened, ...events].reduce(reduce, initialScreenState);
  const [client] = state.clients.values();
  const last = client && allEntries(client.transcript).at(-1);
  if (last?.kind !== 'fate') throw new Error('its last line is no fate');
  const { milliseconds: _, ...fate } = last;
  return fateText(fate).replace(/\b[0-9a-f]{6} created/, 'created');
}

it.each(phases)('a request is $phase, and its session is gone', async (phase) => {
  const times: number[] = [];
  let fate = '';
  for (let round = 0; round < rounds; round++) {
    const { events, milliseconds } = await cancelIn(phase);
    times.push(milliseconds);
    // Far below the limits at which a server that does not answer is given up.
    if (process.env.LONG === '1') expect(milliseconds).toBeLessThan(1000);
    const types = events.map(({ type }) => type);
    const count = (type: ReplEvent['type']) => types.filter((each) => each === type).length;
    expect(count('session.created')).toBe(1);
    expect(count('session.confirmed-gone')).toBe(1);
    expect(count('session.leaked')).toBe(0);
    expect(count('tool.completed')).toBe(count('tool.started'));
    fate = fateOf(events);
  }
  await harness.execute({ type: 'prompt', text: 'and now?' });
  expect(harness.of('request.completed').at(-1)).toMatchObject({ answer: 'Hello' });

  const sorted = times.map(Math.round).sort((a, b) => a - b);
  console.log(`${phase.phase}: ended after ${sorted.join(', ')} ms`);
  recordFault({
    group: 'cancel',
    fault: phase.phase,
    sees: fate,
    milliseconds: Math.max(...times),
  });
});
