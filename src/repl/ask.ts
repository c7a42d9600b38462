import type { ReplEvent } from './events.ts';
import type { Repl } from './repl.ts';

/** How a request ended; with the answer where it was answered. */
export type RequestEnd = Extract<
  ReplEvent,
  { type: 'request.completed' | 'request.failed' | 'request.cancelled' }
>;

/**
 * Prompts as a user, who is created if need be, and waits until the request's session is gone. One user's prompts run
 * one after the other, on a client that is opened for the first of them; users do not wait for each other.
 *
 * @param onEvent hears the events of this request, from `request.submitted` to its end.
 * @throws ReplError `user-invalid`, `client-limit`, `closed`. What goes wrong later is told by the end.
 */
export type Ask = (
  user: string,
  prompt: string,
  onEvent?: (event: ReplEvent) => void,
) => Promise<RequestEnd>;

const isEnd = (event: ReplEvent): event is RequestEnd =>
  event.type === 'request.completed' ||
  event.type === 'request.failed' ||
  event.type === 'request.cancelled';

/** Questions and answers instead of commands and events, for a back end that serves its users with them. */
export function createAsk(repl: Pick<Repl, 'execute' | 'subscribe'>): Ask {
  /** By user: the client that asks for them. */
  const clients = new Map<string, Promise<string>>();

  async function openClient(user: string): Promise<string> {
    let opened: string | undefined;
    const unsubscribe = repl.subscribe((event) => {
      if (event.type === 'client.opened' && event.user === user) opened ??= event.client;
    });
    try {
      await repl.execute({ type: 'new', user });
    } catch (error) {
      clients.delete(user);
      throw error;
    } finally {
      unsubscribe();
    }
    if (opened === undefined) throw new Error(`no client was opened for ${user}`);
    return opened;
  }

  return async (user, prompt, onEvent) => {
    const opening = clients.get(user) ?? openClient(user);
    clients.set(user, opening);
    const client = await opening;
    let request: string | undefined;
    let end: RequestEnd | undefined;
    const unsubscribe = repl.subscribe((event) => {
      // `execute` submits before it returns: the first request after it was called is ours.
      if (event.type === 'request.submitted' && event.client === client) request ??= event.request;
      if (!('request' in event) || request === undefined || event.request !== request) return;
      if (isEnd(event)) end = event;
      onEvent?.(event);
    });
    try {
      await repl.execute({ type: 'as', user, client, text: prompt });
    } finally {
      unsubscribe();
    }
    if (!end) throw new Error('the request has ended without saying how');
    return end;
  };
}
