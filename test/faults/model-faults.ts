import { expect } from 'vitest';
import { printForPeople } from '../../src/cli/output/event-printer.ts';
import { errorText } from '../../src/repl/errors.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import type { ReplOptions } from '../../src/repl/repl.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { allEntries, type Entry } from '../../src/screen/transcript.ts';
import { entryLines } from '../../src/ui/transcript/entry-lines.ts';
import { captureIo } from '../cli/captured-io.ts';
import { type EventOf, type Harness, startHarness } from '../integration/harness.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultGroup, recordFault } from '../support/fault-record.ts';
import type { ModelRequest } from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';

/** Something that a model, or a tool that it calls, does wrong, and what has to come of it. */
export interface ModelFault {
  /** As docs/faults.md names it. */
  readonly fault: string;
  readonly group?: FaultGroup;
  /** What the endpoint does, `tries` counting its calls for this fault from 1; left out: it can not be reached. */
  readonly respond?: (request: ModelRequest, tries: number) => Reply | Promise<Reply>;
  /** How the request ends: with this error, or with this answer. */
  readonly ends: { readonly code: string; readonly message: unknown } | { readonly answer: string };
  /** How often the operator is told that the call is made again; left out: never. */
  readonly retries?: number;
  /** What of the answer is left on the screen where the request failed. */
  readonly left?: string;
}

/** What became of a fault. */
export interface Played {
  readonly events: readonly ReplEvent[];
  /** From the prompt until the request had ended, in ms. */
  readonly milliseconds: number;
}

/** Answers like this, in the way of OpenAI-compatible endpoints. */
export const refuse =
  (status: number, message: string, headers: Record<string, string> = {}) =>
  (): Reply => ({ status, body: JSON.stringify({ error: { message } }), headers });

const answerAfterwards = 'all is well';
/** Ends the name of the fault in a prompt. */
const mark = ':';

export interface Stage {
  readonly harness: Harness;
  /** The client that plays this fault. */
  client(fault: ModelFault): string;
  /**
   * Plays all of them, beside each other since they mostly wait, and each as soon as the one before has its session.
   * Settles when all have begun.
   */
  playAll(): Promise<ReadonlyMap<ModelFault, Promise<Played>>>;
  close(): Promise<void>;
}

/** One runtime on which any number of faults can be played at once, each by a client of its own. */
export async function openStage(
  faults: readonly ModelFault[],
  options: Partial<ReplOptions> = {},
): Promise<Stage> {
  const tries = new Map<string, number>();
  const harness = await startHarness((request) => {
    const prompt = request.messages.find(({ role }) => role === 'user')?.content ?? '';
    const fault = faults.find((each) => prompt.includes(each.fault + mark));
    if (!fault?.respond) return { text: answerAfterwards };
    const count = (tries.get(fault.fault) ?? 0) + 1;
    tries.set(fault.fault, count);
    return fault.respond(request, count);
  }, options);
  if (faults.every(({ respond }) => respond)) {
    // The first request of all takes longer.
    const client = `C${faults.length + 1}`;
    await harness.execute({ type: 'as', user: 'bob', client, text: 'Hello' });
  }
  const client = (fault: ModelFault) => `C${faults.indexOf(fault) + 1}`;

  /** Prompts for the fault, and once that has ended again: what does not pass by itself is cancelled then. */
  async function play(fault: ModelFault): Promise<Played> {
    const started = performance.now();
    const as = { type: 'as', user: 'alice', client: client(fault) } as const;
    await harness.execute({ ...as, text: fault.fault + mark });
    const milliseconds = performance.now() - started;
    const again = harness.execute({ ...as, text: 'and now?' });
    if (!fault.respond) {
      await new Promise(setImmediate);
      await harness.execute({ type: 'cancel', client: as.client });
    }
    await again;
    const events = harness.events.filter(
      (event) => 'client' in event && event.client === as.client,
    );
    return { events, milliseconds };
  }

  return {
    harness,
    client,
    async playAll() {
      const played = new Map<ModelFault, Promise<Played>>();
      for (const fault of faults) {
        const result = play(fault);
        // Whoever looks at it is told.
        result.catch(() => {});
        played.set(fault, result);
        const hasSession = () =>
          harness.of('session.created').some((event) => event.client === client(fault));
        await eventually(() => expect(hasSession()).toBe(true));
      }
      return played;
    },
    close: () => harness.close(),
  };
}

const ofType = <Type extends ReplEvent['type']>(events: readonly ReplEvent[], type: Type) =>
  events.filter((event): event is EventOf<typeof type> => event.type === type);

const ofRequest = (events: readonly ReplEvent[], request: string) =>
  events.filter((event) => 'request' in event && event.request === request);

/** A client's transcript, as the screen folds it. */
function transcript(events: readonly ReplEvent[]): readonly Entry[] {
  const state = events.reduce(reduce, initialScreenState);
  const [client] = state.clients.values();
  return client ? allEntries(client.transcript) : [];
}

const answerOn = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.text + entry.held] : [])).join('');

/** What batch mode puts on standard output. */
function printed(events: readonly ReplEvent[]): string {
  const { io, stdout } = captureIo();
  events.forEach(printForPeople(io, false));
  return stdout();
}

const noticesOn = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.kind === 'notice' ? [entry] : []));

const seen = (entries: readonly Entry[]) =>
  noticesOn(entries)
    .map(({ text, advice }) => errorText({ message: text, advice }))
    .join('\n');

const maximumRows = 5;

function checkScreen(fault: ModelFault, entries: readonly Entry[]): void {
  const { ends, left = '' } = fault;
  expect(answerOn(entries)).toBe('answer' in ends ? ends.answer : left);
  const notices = noticesOn(entries);
  // However often it is tried, there is one line about it.
  const repeated = notices.filter(({ level }) => level === 'warning');
  expect(repeated).toHaveLength(Math.min(fault.retries ?? 0, 1));
  for (const notice of notices) {
    expect(entryLines(notice, 80, false).length).toBeLessThanOrEqual(maximumRows);
  }
}

/**
 * Checks what has to hold for every fault: one true line, every retry told, nothing twice on the screen or in the
 * output, the session gone, the next prompt answered. Then records it.
 */
export function check(fault: ModelFault, { events, milliseconds }: Played): void {
  const [first, second] = ofType(events, 'request.submitted').map(({ request }) => request);
  const during = ofRequest(events, first ?? '');
  const afterwards = ofRequest(events, second ?? '');
  const opened = events.filter(({ type }) => type === 'client.opened');
  const { ends, retries = 0 } = fault;

  if ('answer' in ends) {
    expect(ofType(during, 'request.completed')).toMatchObject([ends]);
    expect(ofType(during, 'answer.completed')).toMatchObject([{ text: ends.answer }]);
    expect(printed(during)).toBe(`${ends.answer}\n`);
  } else {
    expect(ofType(during, 'request.failed')).toMatchObject([{ error: ends }]);
    expect(printed(during)).toBe('');
  }
  expect(ofType(during, 'retry')).toHaveLength(retries);
  const entries = transcript([...opened, ...during]);
  checkScreen(fault, entries);
  expect(ofType(during, 'tool.completed')).toHaveLength(ofType(during, 'tool.started').length);

  expect(ofType(during, 'session.confirmed-gone')).toHaveLength(1);
  const created = ofType(events, 'session.created');
  expect(ofType(events, 'session.confirmed-gone')).toHaveLength(created.length);
  expect(ofType(events, 'session.leaked')).toEqual([]);
  expect(afterwards.at(-1)).toMatchObject(
    fault.respond
      ? { type: 'request.completed', answer: answerAfterwards }
      : { type: 'request.cancelled' },
  );

  recordFault({
    group: fault.group ?? 'model',
    fault: fault.fault,
    sees: seen(entries),
    milliseconds,
  });
}
