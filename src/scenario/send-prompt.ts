import type { ReplEvent } from '../repl/events.ts';
import type { Repl } from '../repl/repl.ts';
import { deferred } from './deferred.ts';
import type { Prompt } from './model.ts';
import type { Recorder } from './recorder.ts';

/** A prompt on its way. */
export interface Sent {
  /** The events of its request so far. */
  readonly events: readonly ReplEvent[];
  /** Settles when its step may end. Rejects with what the heart refused the prompt with. */
  readonly reached: Promise<void>;
  /** Settles, and never rejects, when its request has ended or was refused. */
  readonly ended: Promise<void>;
}

/**
 * Sends a prompt, and does at its request's events what the step wants done there. `claimed` holds the requests that
 * belong to a prompt: a client's prompts become its requests in their order.
 */
export function sendPrompt(
  { user, client, text, cancelAfter, killAfter, until, expect }: Prompt,
  { execute }: Pick<Repl, 'execute'>,
  recorder: Recorder,
  claimed: Set<string>,
): Sent {
  const events: ReplEvent[] = [];
  const done = new Set<string>();
  let request: string | undefined;
  const reached = deferred();
  const cleared = deferred();
  /** Does something once, at the request's first event of this type. */
  const at = (wanted: string | undefined, { type }: ReplEvent, what: string, act: () => void) => {
    if (wanted !== type || done.has(what)) return;
    done.add(what);
    act();
  };
  const unwatch = recorder.watch(recorder.events.length, (event) => {
    if (!('request' in event) || event.request === undefined) return;
    if (event.type === 'request.submitted' && request === undefined) {
      const mine = event.client === client && event.prompt === text && !claimed.has(event.request);
      if (!mine) return;
      request = event.request;
      claimed.add(request);
    }
    if (event.request !== request) return;
    events.push(event);
    // A refusal shows by what then does not happen.
    at(
      cancelAfter,
      event,
      'cancel',
      () => void execute({ type: 'cancel', client }).catch(() => {}),
    );
    at(killAfter, event, 'kill', () => void execute({ type: 'kill' }).catch(() => {}));
    at(until, event, 'reach', reached.resolve);
    at('session.cleared', event, 'clear', cleared.resolve);
  });
  // That a leaked session is gone after all is told after its request has ended.
  const executed = execute({ type: 'as', user, client, text }).then(() =>
    expect.session === 'cleared' ? cleared.promise : undefined,
  );
  const ended = executed.catch(() => {}).finally(unwatch);
  return {
    events,
    reached: until === undefined ? executed : Promise.race([reached.promise, executed]),
    ended,
  };
}
