import { randomUUID } from 'node:crypto';
import type { CopilotSession } from '@github/copilot-sdk';
import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { destroyAndConfirm, destroyUnseen, type FateEvent } from './destroy-session.ts';
import { CopilotError } from './errors.ts';
import { explainModelFailure } from './model-failure.ts';
import { onAbort } from './on-abort.ts';
import { type SessionNeeds, sessionConfig } from './session-config.ts';
import {
  type HandledCalls,
  type SessionEvent,
  type TurnEnd,
  translateEvents,
} from './session-events.ts';
import { endUnwritten } from './unwritten-session.ts';

/** What a session of one prompt tells, its own end included. */
export type EphemeralEvent =
  | SessionEvent
  | FateEvent
  | { readonly type: 'answer.completed'; readonly text: string };

/** One prompt, and what its session is made with. */
export interface EphemeralRequest extends Omit<SessionNeeds, 'work' | 'onToolCall'> {
  readonly prompt: string;
  /** Aborting it cancels. A reason that is a CopilotError makes the request fail with it instead (a time-out does). */
  readonly signal: AbortSignal;
  readonly onEvent: (event: EphemeralEvent, session: string) => void;
}

/** How it ended; what became of the session was told by then. */
export type EphemeralEnd =
  | { readonly type: 'answered'; readonly answer: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: CopilotError };

/** Limits of single calls to the server, in ms. None of the SDK's has one. */
const limits = { create: 60_000, createWhenAborted: 1_000, send: 30_000, abort: 2_000 };

function failed(error: unknown): EphemeralEnd {
  if (error instanceof CopilotError) return { type: 'failed', error };
  const message = error instanceof Error ? error.message : String(error);
  return { type: 'failed', error: explainModelFailure({ message, status: undefined }) };
}

/** What an aborted signal means for the request: its reason may be an error, a time-out for one. */
const endOfAbort = ({ reason }: AbortSignal): EphemeralEnd =>
  reason instanceof CopilotError ? failed(reason) : { type: 'cancelled' };

/** Waits for a session that is being created; once the request is aborted, only a moment longer. */
async function waitFor(
  creating: Promise<CopilotSession>,
  signal: AbortSignal,
): Promise<CopilotSession> {
  let stopWaiting = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stopWaiting = onAbort(signal, () => {
      withDeadline(creating, limits.createWhenAborted, 'create a session').catch(reject);
    });
  });
  try {
    const created = withDeadline(creating, limits.create, 'create a session');
    return await Promise.race([created, aborted]);
  } finally {
    stopWaiting();
  }
}

/**
 * Runs one prompt in a session of its own and destroys the session, on every path: create, send, events, idle,
 * disconnect, delete, and at last the question to the server whether it is gone. Never rejects.
 */
export async function runEphemeralSession(
  connection: Connection,
  request: EphemeralRequest,
): Promise<EphemeralEnd> {
  const { client, work } = connection;
  const { signal } = request;
  // The SDK would say so too, but in words that help nobody ("Server port not available").
  if (!connection.isOpen()) return failed(new CopilotError('server-lost', 'the server was lost'));

  const id = randomUUID();
  const born = performance.now();
  const emit = (event: EphemeralEvent) => request.onEvent(event, id);
  const handled: HandledCalls = new Map();
  const onToolCall = (call: string, fault?: string) => void handled.set(call, fault);
  const config = sessionConfig({ ...request, work, onToolCall });
  const creating = client.createSession({ ...config, sessionId: id });
  let session: CopilotSession;
  try {
    session = await waitFor(creating, signal);
  } catch (error) {
    await destroyUnseen(client, id, creating, { born, emit });
    return signal.aborted ? endOfAbort(signal) : failed(error);
  }
  emit({ type: 'session.created' });
  const { end, responsive } = await converse(session, request, emit, handled);
  if (end.type === 'answered') emit({ type: 'answer.completed', text: end.answer });
  await destroyAndConfirm(client, session, { born, responsive, emit });
  return end;
}

/** Sends the prompt and waits for the end of the turn, or for the signal. Never rejects. */
async function converse(
  session: CopilotSession,
  { prompt, signal }: EphemeralRequest,
  emit: (event: EphemeralEvent) => void,
  handled: HandledCalls,
): Promise<{ end: EphemeralEnd; responsive: boolean }> {
  // Nothing runs in it yet, and what does not run never says that it has stopped.
  if (signal.aborted) return { end: endOfAbort(signal), responsive: true };
  let endTurn: (end: TurnEnd) => void = () => {};
  const turn = new Promise<TurnEnd>((resolve) => {
    endTurn = resolve;
  });
  const translator = translateEvents(
    (event) => {
      // Being stopped makes a call fail that waits for its next try.
      if (event.type !== 'retry' || !signal.aborted) emit(event);
    },
    endTurn,
    handled,
  );
  const unsubscribe = session.on(endUnwritten(translator.handle));
  let stopWaiting = () => {};
  const aborted = new Promise<'aborted'>((resolve) => {
    stopWaiting = onAbort(signal, () => resolve('aborted'));
  });
  try {
    const sent = withDeadline(session.send({ prompt }), limits.send, 'take the prompt');
    const end = await Promise.race([sent.then(() => turn), aborted]);
    if (end !== 'aborted' && !signal.aborted) return { end: endOfTurn(end), responsive: true };
    // A session that is disconnected while it runs never ends its turn: it has to be idle first.
    const stopping = sent.then(() => session.abort()).then(() => (end === 'aborted' ? turn : end));
    const responsive = await withDeadline(stopping, limits.abort, 'stop the turn').then(
      () => true,
      () => false,
    );
    return { end: endOfAbort(signal), responsive };
  } catch (error) {
    return { end: signal.aborted ? endOfAbort(signal) : failed(error), responsive: true };
  } finally {
    stopWaiting();
    unsubscribe();
    translator.stop();
  }
}

function endOfTurn(end: TurnEnd): EphemeralEnd {
  switch (end.type) {
    case 'answered':
      return end;
    case 'aborted':
      return { type: 'cancelled' };
    case 'failed':
      return failed(explainModelFailure(end.failure));
  }
}
