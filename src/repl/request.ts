import type { Connection } from '../copilot/connection.ts';
import { CopilotError } from '../copilot/errors.ts';
import type { Tool } from '../files/tool.ts';
import type { Backend } from './backend.ts';
import { reportError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { OfRequest } from './events.ts';
import type { RequestLimits } from './request-limits.ts';

export interface RequestNeeds {
  readonly of: OfRequest;
  readonly prompt: string;
  readonly connect: () => Promise<Connection>;
  readonly backend: Promise<Backend>;
  readonly createTools: (request: string) => Promise<readonly Tool[]>;
  readonly limits: RequestLimits;
  readonly emit: Emit;
}

/** Aborts the request when it has taken too long. Returns the function that calls this off. */
function startTimeout(controller: AbortController, timeout: number | undefined): () => void {
  if (timeout === undefined) return () => {};
  const timer = setTimeout(() => {
    const message = `no answer within ${timeout / 1000} s`;
    const advice = 'Prompt again, or allow more with --timeout <seconds>.';
    controller.abort(new CopilotError('request-timeout', message, advice));
  }, timeout);
  return () => clearTimeout(timer);
}

function tooManySteps(limit: number): CopilotError {
  const advice = 'Ask for less in one prompt, or allow more with --max-steps <number>.';
  return new CopilotError('step-limit', `ended after ${limit} tool calls`, advice);
}

/** A runtime has tools of its own behind some names, which reach the host's disk: none may ever be served by one. */
function hijacked(tool: string): CopilotError {
  const message = `the runtime itself served a call of ${tool}, which may have reached the host`;
  return new CopilotError('tool-hijacked', message, 'Do not use this runtime, and report it.');
}

/**
 * Runs one request from its connection to the fate of its session, and tells all of it by events. Aborting the
 * controller cancels it, or fails it where the reason is a CopilotError. Never rejects.
 */
export async function runRequest(
  { of, prompt, connect, backend, createTools, limits, emit }: RequestNeeds,
  controller: AbortController,
): Promise<void> {
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  const { signal } = controller;
  const stopTimeout = startTimeout(controller, limits.timeout);
  let steps = 0;
  try {
    signal.throwIfAborted();
    const [{ runEphemeralSession }, connection, tools, { source }] = await Promise.all([
      import('../copilot/ephemeral-session.ts'),
      connect(),
      createTools(of.request),
      backend,
    ]);
    signal.throwIfAborted();
    const end = await runEphemeralSession(connection, {
      prompt,
      source,
      tools,
      signal,
      onEvent(event, session) {
        if (event.type === 'tool.started' && ++steps > limits.steps) {
          controller.abort(tooManySteps(limits.steps));
        }
        if (event.type === 'tool.completed' && event.ok && !event.handled) {
          controller.abort(hijacked(event.tool));
        }
        if (event.type === 'session.leaked') {
          emit({ ...event, ...of, session, error: reportError(event.error) });
        } else emit({ ...event, ...of, session });
      },
    });
    if (end.type === 'answered') {
      const { answer } = end;
      emit({ type: 'request.completed', ...of, answer, milliseconds: milliseconds() });
    } else if (end.type === 'cancelled') {
      emit({ type: 'request.cancelled', ...of, milliseconds: milliseconds() });
    } else {
      const error = reportError(end.error);
      emit({ type: 'request.failed', ...of, error, milliseconds: milliseconds() });
    }
  } catch (error) {
    if (signal.aborted && error === signal.reason && !(error instanceof CopilotError)) {
      emit({ type: 'request.cancelled', ...of, milliseconds: milliseconds() });
    } else {
      const reported = reportError(error);
      emit({ type: 'request.failed', ...of, error: reported, milliseconds: milliseconds() });
    }
  } finally {
    stopTimeout();
  }
}
