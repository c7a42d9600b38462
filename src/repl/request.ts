import type { Connection } from '../copilot/connection.ts';
import type { EphemeralEnd } from '../copilot/ephemeral-session.ts';
import { CopilotError } from '../copilot/errors.ts';
import type { Tool } from '../files/tool.ts';
import type { Backend } from './backend.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { OfRequest } from './events.ts';
import type { Redact } from './redact.ts';
import {
  hijacked,
  limitCalls,
  startTimeout,
  tooManySteps,
  unlessAborted,
} from './request-guards.ts';
import type { RequestLimits } from './request-limits.ts';

export interface RequestNeeds {
  readonly of: OfRequest;
  readonly prompt: string;
  readonly connect: () => Promise<Connection>;
  readonly backend: Promise<Backend>;
  readonly createTools: (request: string) => Promise<readonly Tool[]>;
  readonly limits: RequestLimits;
  readonly emit: Emit;
  /** Takes secrets out of what others say: an endpoint may name the very key that it refuses. */
  readonly redact: Redact;
}

/** Runs the session. Rejects with the signal's reason where it was aborted before there was one. */
async function runSession(
  { of, prompt, connect, backend, createTools, limits, emit, redact }: RequestNeeds,
  controller: AbortController,
): Promise<EphemeralEnd> {
  const { signal } = controller;
  const preparing = Promise.all([
    import('../copilot/ephemeral-session.ts'),
    connect(),
    createTools(of.request),
    backend,
  ]);
  const [{ runEphemeralSession }, connection, tools, { source }] = await unlessAborted(
    preparing,
    signal,
  );
  let steps = 0;
  return runEphemeralSession(connection, {
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
      if (event.type === 'session.leaked') {
        emit({ ...event, ...of, session, error: reportError(event.error, redact) });
      } else if (event.type === 'retry') {
        emit({ ...event, ...of, session, reason: redact(event.reason) });
      } else emit({ ...event, ...of, session });
    },
  });
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
