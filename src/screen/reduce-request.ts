import type { OfRequest, ReplEvent } from '../repl/events.ts';
import { addPiece, endStreaming } from './answer-parts.ts';
import { type Answers, addAnswer, streamedText } from './answers.ts';
import { safeError } from './reduce-server.ts';
import { safeLine, safeText } from './safe-text.ts';
import type { Activity, ScreenClient, ScreenState } from './state.ts';
import { completedTool, startedTool } from './tool-entry.ts';
import {
  addBlock,
  type Block,
  type Entry,
  type FateEntry,
  type Transcript,
  updateBlock,
  updateFate,
} from './transcript.ts';

type RequestEvent = Extract<ReplEvent, OfRequest>;
type Of<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

const add = (block: Block, ...entries: readonly Entry[]): Block => ({
  ...block,
  entries: [...block.entries, ...entries],
});

const fate = (block: Block, update: Partial<FateEntry>): Block => ({
  ...block,
  fate: { kind: 'fate', state: 'live', outcome: 'open', ...block.fate, ...update },
});

const streamed = (block: Block): Block => ({ ...block, entries: endStreaming(block.entries) });

/** An answer that was never streamed comes whole. */
function completeAnswer(block: Block, text: string): Block {
  const shown = block.entries.some(
    (entry) => entry.kind === 'answer' && (entry.text + entry.held).trim() !== '',
  );
  if (shown || text === '') return streamed(block);
  return streamed({ ...block, entries: addPiece(block.entries, '', text) });
}

/** A fault of the program's own: the row of the call only says what the model was told. */
const faultNotice = (tool: string, fault: string): Entry => ({
  kind: 'notice',
  level: 'error',
  text: `${safeLine(tool)} failed inside: ${safeText(fault)}`,
  advice: 'The model was told only that it failed, and goes on.',
});

function completeTool(block: Block, event: Of<'tool.completed'>): Block {
  if (event.fault !== undefined) {
    const { fault, ...told } = event;
    return add(completeTool(block, told), faultNotice(event.tool, fault));
  }
  const started = block.entries.findLast(
    (entry) => entry.kind === 'tool' && entry.call === event.call,
  );
  if (started?.kind !== 'tool') {
    return add(block, completedTool(startedTool(event.call, event.tool, {}), event));
  }
  const completed = completedTool(started, event);
  return {
    ...block,
    entries: block.entries.map((entry) => (entry === started ? completed : entry)),
  };
}

/**
 * What was streamed of the message is void: without a message, all that is still streaming. A notice of the try before,
 * if nothing came in between, is replaced: the new one says how often it was tried.
 */
function voidStreamed(block: Block, { message, reason }: Of<'retry'>): Block {
  const valid = block.entries.filter(
    (entry) =>
      entry.kind !== 'answer' ||
      !(message === undefined ? entry.streaming : entry.message === message),
  );
  const last = valid.at(-1);
  const entries = last?.kind === 'notice' && last.level === 'warning' ? valid.slice(0, -1) : valid;
  return add(
    { ...block, entries },
    { kind: 'notice', level: 'warning', text: `trying again: ${safeLine(reason)}` },
  );
}

function end(block: Block, outcome: FateEntry['outcome']): Block {
  const settled = streamed(block);
  const entries = settled.entries.map((entry) =>
    entry.kind === 'tool' && entry.state === 'running'
      ? { ...entry, state: 'failed' as const, result: 'it did not end' }
      : entry,
  );
  return { ...fate({ ...settled, entries }, { outcome }), ended: true };
}

function notice(block: Block, error: Of<'request.failed'>['error']): Block {
  const { message, advice } = safeError(error);
  return add(block, {
    kind: 'notice',
    level: 'error',
    text: message,
    ...(advice ? { advice } : {}),
  });
}

function updated(
  block: Block,
  event: Exclude<RequestEvent, Of<'request.submitted'> | Of<'session.cleared'>>,
): Block {
  switch (event.type) {
    case 'session.created':
      return fate(block, { session: safeLine(event.session) });
    case 'answer.delta':
      return { ...block, entries: addPiece(block.entries, event.message, event.text) };
    case 'answer.completed':
      return fate(completeAnswer(block, event.text), { state: 'answered' });
    case 'tool.started': {
      // What was said before a call stands, whatever is tried again after it.
      return add(streamed(block), startedTool(event.call, event.tool, event.arguments));
    }
    case 'tool.completed':
      return completeTool(block, event);
    case 'usage':
      return block;
    case 'retry':
      return voidStreamed(block, event);
    case 'session.destroyed':
      return fate(block, { state: 'destroyed' });
    case 'session.confirmed-gone':
      return fate(block, { state: 'gone', milliseconds: event.milliseconds });
    case 'session.leaked':
      // Where the server was lost, the end of the request says so.
      return fate(event.error.code === 'server-lost' ? block : notice(block, event.error), {
        state: 'leaked',
      });
    case 'request.completed':
      return end(completeAnswer(block, event.answer), 'completed');
    case 'request.failed':
      return end(notice(block, event.error), 'failed');
    case 'request.cancelled':
      return end(block, 'cancelled');
  }
}

/** What the client is doing once this has happened. Its open blocks say whether more is to come. */
function activity(
  client: ScreenClient,
  event: RequestEvent,
  open: number,
  front: boolean,
): Activity {
  switch (event.type) {
    case 'request.submitted':
      return client.activity === 'working' ? 'working' : 'queued';
    case 'request.completed':
    case 'request.failed':
    case 'request.cancelled': {
      if (open > 0) return client.activity;
      if (front || event.type === 'request.cancelled') return 'idle';
      return event.type === 'request.failed' ? 'failed' : 'answered';
    }
    case 'session.created':
      return 'working';
    default:
      return client.activity;
  }
}

/** What was answered last, also where the answer was cut off. */
function answersAfter({ answers, transcript }: ScreenClient, event: RequestEvent): Answers {
  switch (event.type) {
    case 'answer.completed':
      return addAnswer(answers, event.text);
    case 'request.cancelled':
    case 'request.failed': {
      const block = transcript.open.find(({ request }) => request === event.request);
      // The session that failed to go has answered before.
      const answered = block?.fate?.state !== 'live';
      return block && !answered ? addAnswer(answers, streamedText(block)) : answers;
    }
    default:
      return answers;
  }
}

/** Folds an event of a request into its client. Events of a client that is not open any more change nothing. */
export function reduceRequest(state: ScreenState, event: RequestEvent): ScreenState {
  const client = state.clients.get(event.client);
  if (!client) return state;
  const transcript: Transcript =
    event.type === 'request.submitted'
      ? addBlock(client.transcript, {
          request: event.request,
          entries: [{ kind: 'prompt', request: event.request, text: safeText(event.prompt) }],
          fate: { kind: 'fate', state: 'live', outcome: 'open' },
          ended: false,
        })
      : event.type === 'session.cleared'
        ? updateFate(client.transcript, safeLine(event.session), { state: 'cleared' })
        : updateBlock(client.transcript, event.request, (block) => updated(block, event));
  const front = state.selected === client.id;
  const next: ScreenClient = {
    ...client,
    transcript,
    answers: answersAfter(client, event),
    activity: activity(client, event, transcript.open.length, front),
  };
  return { ...state, clients: new Map(state.clients).set(client.id, next) };
}
