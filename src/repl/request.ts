import type { Connection } from '../copilot/connection.ts';
import type { EphemeralEnd } from '../copilot/ephemeral-session.ts';
import { CopilotError } from '../copilot/errors.ts';
import { explainRefusal } from '../copilot/identity-source.ts';
import type { Tool } from '../files/tools/tool.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { OfRequest } from './events.ts';
import type { Lease } from './leases.ts';
import type { Redact } from './redact.ts';
import {
  hijacked,
  limitCalls,
  startTimeout,
  tooManySteps,
  unlessAborted,
} from './request-guards.ts';
import type { RequestLimits } from './request-limits.ts';

/** What a request runs on: its client's connection, for as long as it holds the lease. */
export interface ConnectedLease extends Lease {
  readonly connection: Connection;
}

/** All that a request takes to be run. */
export interface RequestNeeds {
  readonly of: OfRequest;
  readonly prompt: string;
  /** What the request runs on; waits while there is no server. Rejects once the signal is aborted. */
  readonly reach: (signal: AbortSignal) => Promise<ConnectedLease>;
  readonly createTools: (request: string) => Promise<readonly Tool[]>;
  readonly limits: RequestLimits;
  readonly emit: Emit;
  /** Takes secrets out of what others say: an endpoint may name the very key that it refuses. */
  readonly redact: Redact;
}

export const connectionLost = () =>
  new CopilotError('server-lost', 'the connection to the server was lost', 'Prompt again.');

/** What was lost under a request: the server, as soon as that is known, or its connection alone. */
function lossOf({ backend, connection }: ConnectedLease): CopilotError | undefined {
  if (backend.lost.aborted) return backend.lost.reason;
  return connection.isOpen() ? undefined : connectionLost();
}

/** Rejects with the signal's reason where it was aborted before there was one. */
async function reachServer(
  { reach, createTools, of }: RequestNeeds,
  signal: AbortSignal,
): Promise<[ConnectedLease, readonly Tool[]]> {
  const reaching = reach(signal);
  try {
    return await unlessAborted(Promise.all([reaching, createTools(of.request)]), signal);
  } catch (error) {
    void reaching.then(
      (place) => place.release(),
      () => {},
    );
    throw error;
  }
}

/** Runs the session. */
async function runSession(needs: RequestNeeds, controller: AbortController): Promise<EphemeralEnd> {
  const { of, prompt, limits, emit, redact } = needs;
  const { signal } = controller;
  const { runEphemeralSession } = await import('../copilot/ephemeral-session.ts');
  const [place, tools] = await reachServer(needs, signal);
  const { connection, source, backend } = place;
  const lose = () => controller.abort(lossOf(place));
  backend.lost.addEventListener('abort', lose, { once: true });
  let steps = 0;
  let answered = false;
  try {
    const end = await runEphemeralSession(connection, {
      prompt,
      source,
      tools: limitCalls(tools, limits.steps, signal),
      signal,
      onEvent(event, session) {
        if (event.type === 'tool.started' && ++steps > limits.steps) {
          controller.abort(tooManySteps(limits.steps));
        }
        if (event.type === 'tool.completed' && event.ok && !event.handled) {
          controller.abort(hijacked(event.tool));
        }
        if (event.type === 'answer.completed') answered = true;
        switch (event.type) {
          case 'session.created':
            place.created(connection, session, () => !(answered || signal.aborted));
            return emit({ ...event, ...of, session, server: backend.server.address });
          case 'session.leaked': {
            const error = reportError(lossOf(place) ?? event.error, redact);
            emit({ type: 'session.leaked', ...of, session, error });
            return place.leaked({ ...of, session }, event.creating);
          }
          case 'retry':
            return emit({ ...event, ...of, session, reason: redact(event.reason) });
          case 'tool.completed': {
            const fault = event.fault === undefined ? {} : { fault: redact(event.fault) };
            return emit({ ...event, ...of, session, ...fault });
          }
          default:
            return emit({ ...event, ...of, session });
        }
      },
    });
    // Whatever a call failed with that was cut off says less than why it was.
    const loss = end.type === 'failed' && !signal.aborted ? lossOf(place) : undefined;
    if (loss) return { type: 'failed', error: loss };
    return end.type === 'failed' ? { ...end, error: explainRefusal(end.error, source) } : end;
  } finally {
    backend.lost.removeEventListener('abort', lose);
    place.release();
  }
}

/**
 * Runs one request from its connection to the fate of its session, and tells all of it by events. Aborting the
 * controller cancels it, or fails it where the reason is a CopilotError. Never rejects.
 */
export async function runRequest(needs: RequestNeeds, controller: AbortController): Promise<void> {
  const { of, emit, redact, limits } = needs;
  const { signal } = controller;
  const started = performance.now();
  const stopTimeout = startTimeout(controller, limits.timeout);
  const end = await runSession(needs, controller).catch((error: unknown) =>
    signal.aborted && error === signal.reason && !(error instanceof CopilotError)
      ? { type: 'cancelled' as const }
      : { type: 'failed' as const, error },
  );
  stopTimeout();
  const milliseconds = Math.round(performance.now() - started);
  switch (end.type) {
    case 'answered':
      return emit({ type: 'request.completed', ...of, answer: end.answer, milliseconds });
    case 'cancelled':
      return emit({ type: 'request.cancelled', ...of, milliseconds });
    case 'failed': {
      const error = reportError(end.error, redact);
      return emit({ type: 'request.failed', ...of, error, milliseconds });
    }
  }
}
