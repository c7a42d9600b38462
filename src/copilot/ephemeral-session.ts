import { randomUUID } from 'node:crypto';
import type { CopilotClient, CopilotSession } from '@github/copilot-sdk';
import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { CopilotError } from './errors.ts';
import { explainModelFailure } from './model-failure.ts';
import { type SessionNeeds, sessionConfig } from './session-config.ts';
import { type SessionEvent, type TurnEnd, translateEvents } from './session-events.ts';

/** The steps of a session's life, beside what happens in it. */
export type LifeEvent =
  | { readonly type: 'session.created' }
  | { readonly type: 'answer.completed'; readonly text: string }
  | { readonly type: 'session.destroyed' }
  | { readonly type: 'session.confirmed-gone'; readonly milliseconds: number }
  | { readonly type: 'session.leaked'; readonly error: CopilotError };

export type EphemeralEvent = SessionEvent | LifeEvent;

export interface EphemeralRequest extends Omit<SessionNeeds, 'work' | 'onToolCall'> {
  readonly prompt: string;
  /** Aborting it cancels. A reason that is a CopilotError makes the request fail with it instead (a time-out does). */
  readonly signal: AbortSignal;
  readonly onEvent: (event: EphemeralEvent, session: string) => void;
}

export type EphemeralEnd =
  | { readonly type: 'answered'; readonly answer: string }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: CopilotError };

/** Limits of single calls to the server, in ms. None of the SDK's has one. */
const limits = { create: 60_000, send: 30_000, abort: 3_000, destroy: 10_000 };

const asError = (error: unknown): CopilotError =>
  error instanceof CopilotError
    ? error
    : explainModelFailure({
        message: error instanceof Error ? error.message : String(error),
        status: undefined,
      });

/**
 * Runs one prompt in a session of its own and destroys the session, on every path: create, send, events, idle,
 * disconnect, delete, and at last the question to the server whether it is gone. Never rejects.
 */
export async function runEphemeralSession(
  connection: Connection,
  request: EphemeralRequest,
): Promise<EphemeralEnd> {
  const { client, work } = connection;
  const id = randomUUID();
  const born = performance.now();
  const emit = (event: EphemeralEvent) => request.onEvent(event, id);
  const destroyAndConfirm = (session?: CopilotSession) =>
    destroy(client, id, emit, session).then(
      () => {
        const milliseconds = Math.round(performance.now() - born);
        emit({ type: 'session.confirmed-gone', milliseconds });
      },
      (error) => emit({ type: 'session.leaked', error: unconfirmed(id, error) }),
    );

  const handled = new Set<string>();
  const config = sessionConfig({ ...request, work, onToolCall: (call) => handled.add(call) });
  let session: CopilotSession;
  try {
    const creating = client.createSession({ ...config, sessionId: id });
    session = await withDeadline(creating, limits.create, 'create a session');
  } catch (error) {
    // The server may have made it all the same, without our hearing of it.
    if (await isKnown(client, id)) {
      emit({ type: 'session.created' });
      await destroyAndConfirm();
    }
    const { signal } = request;
    return signal.aborted ? endOfAbort(signal) : { type: 'failed', error: asError(error) };
  }
  emit({ type: 'session.created' });
  const end = await converse(session, request, emit, handled);
  if (end.type === 'answered') emit({ type: 'answer.completed', text: end.answer });
  await destroyAndConfirm(session);
  return end;
}

/** Sends the prompt and waits for the end of the turn, or for the signal. Never rejects. */
async function converse(
  session: CopilotSession,
  { prompt, signal }: EphemeralRequest,
  emit: (event: EphemeralEvent) => void,
  handled: ReadonlySet<string>,
): Promise<EphemeralEnd> {
  let endTurn: (end: TurnEnd) => void = () => {};
  const turn = new Promise<TurnEnd>((resolve) => {
    endTurn = resolve;
  });
  session.on(translateEvents(emit, endTurn, handled));
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

  const answered = async (): Promise<EphemeralEnd> => {
    await withDeadline(session.send({ prompt }), limits.send, 'take the prompt');
    return endOfTurn(await turn, signal);
  };
  const stopped = async (): Promise<EphemeralEnd> => {
    await aborted;
    // A session that is disconnected while it runs never ends its turn: it has to be idle first.
    const stopping = session.abort().then(() => turn);
    await withDeadline(stopping, limits.abort, 'stop the turn').catch(() => {});
    return endOfAbort(signal);
  };
  try {
    return signal.aborted ? await stopped() : await Promise.race([answered(), stopped()]);
  } catch (error) {
    return signal.aborted ? endOfAbort(signal) : { type: 'failed', error: asError(error) };
  }
}

function endOfTurn(end: TurnEnd, signal: AbortSignal): EphemeralEnd {
  switch (end.type) {
    case 'answered':
      return end;
    case 'aborted':
      return endOfAbort(signal);
    case 'failed':
      return { type: 'failed', error: explainModelFailure(end.failure) };
  }
}

/** What an aborted signal means for the request: its reason may be an error, a time-out for one. */
function endOfAbort({ reason }: AbortSignal): EphemeralEnd {
  return reason instanceof CopilotError ? { type: 'failed', error: reason } : { type: 'cancelled' };
}

async function isKnown(client: CopilotClient, id: string): Promise<boolean> {
  const asking = client.getSessionMetadata(id);
  return (
    (await withDeadline(asking, limits.destroy, 'look for a session').catch(() => undefined)) !==
    undefined
  );
}

/** Disconnects and deletes the session, and asks the server whether it still knows it. @throws when it does. */
async function destroy(
  client: CopilotClient,
  id: string,
  emit: (event: EphemeralEvent) => void,
  session?: CopilotSession,
): Promise<void> {
  const within = <T>(promise: Promise<T>) =>
    withDeadline(promise, limits.destroy, 'destroy a session');
  if (session) await within(session.disconnect());
  // Disconnecting keeps the conversation on the server's disk; deleting is what removes it.
  await within(client.deleteSession(id));
  emit({ type: 'session.destroyed' });
  if (await within(client.getSessionMetadata(id))) throw new Error('the server still knows it');
}

function unconfirmed(id: string, error: unknown): CopilotError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CopilotError('server-lost', `session ${id} could not be confirmed gone: ${reason}`);
}
