import { CopilotError } from '../copilot/errors.ts';
import type { Tool } from '../files/tools/tool.ts';

/** Aborts a request when it has taken too long. Returns the function that calls this off. */
export function startTimeout(controller: AbortController, timeout: number | undefined): () => void {
  if (timeout === undefined) return () => {};
  const timer = setTimeout(() => {
    const message = `no answer within ${timeout / 1000} s`;
    const advice = 'Prompt again, or allow more with --timeout <seconds>.';
    controller.abort(new CopilotError('request-timeout', message, advice));
  }, timeout);
  return () => clearTimeout(timer);
}

export function tooManySteps(limit: number): CopilotError {
  const advice = 'Ask for less in one prompt, or allow more with --max-steps <number>.';
  return new CopilotError('step-limit', `ended after ${limit} tool calls`, advice);
}

/** A runtime has tools of its own behind some names, which reach the host's disk: none may ever be served by one. */
export function hijacked(tool: string): CopilotError {
  const message = `the runtime itself served a call of ${tool}, which may have reached the host`;
  return new CopilotError('tool-hijacked', message, 'Do not use this runtime, and report it.');
}

/**
 * The tools, for as many calls as a request may make: one message of a model may hold any number of calls, which have
 * all begun before the first event tells of them. Once the request is aborted, none does anything any more.
 */
export function limitCalls(
  tools: readonly Tool[],
  limit: number,
  signal: AbortSignal,
): readonly Tool[] {
  let calls = 0;
  return tools.map((tool) => ({
    ...tool,
    async run(args) {
      calls++;
      if (calls <= limit && !signal.aborted) return tool.run(args);
      return { ok: false, text: 'Error: This request is being ended. Call no more tools.' };
    },
  }));
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it is aborted. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // Whatever becomes of it once nobody waits any more is nobody's problem.
  promise.catch(() => {});
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const listener = () => reject(signal.reason);
    signal.addEventListener('abort', listener, { once: true });
    stop = () => signal.removeEventListener('abort', listener);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop();
  }
}
