import type { Command } from '../../src/repl/command.ts';
import { createEventStream } from '../../src/repl/event-stream.ts';
import type { OfRequest } from '../../src/repl/events.ts';
import { deferred } from '../../src/scenario/deferred.ts';

/**
 * A heart without a server: `hang` is answered never, `fail` with an error, anything else with itself. It knows no
 * files, and refuses to be killed.
 */
export function createFakeHeart() {
  const { emit, subscribe } = createEventStream();
  const cancelling = new Map<string, () => void>();
  const commands: Command[] = [];
  let requests = 0;

  async function prompt(user: string, client: string, text: string): Promise<void> {
    const of: OfRequest = { user, client, request: `R${++requests}` };
    const session = `s${requests}`;
    const cancelled = deferred();
    cancelling.set(client, cancelled.resolve);
    emit({ type: 'request.submitted', ...of, prompt: text });
    await Promise.resolve();
    emit({ type: 'session.created', ...of, session, server: '127.0.0.1:1' });
    if (text === 'hang') await cancelled.promise;
    else emit({ type: 'answer.completed', ...of, session, text });
    emit({ type: 'session.confirmed-gone', ...of, session, milliseconds: 1 });
    const end = { ...of, milliseconds: 1 };
    if (text === 'hang') return emit({ type: 'request.cancelled', ...end });
    if (text !== 'fail') return emit({ type: 'request.completed', ...end, answer: text });
    emit({ type: 'request.failed', ...end, error: { code: 'model-failed', message: 'no' } });
  }

  async function execute(command: Command): Promise<void> {
    commands.push(command);
    switch (command.type) {
      case 'as':
        return prompt(command.user, command.client, command.text);
      case 'cancel':
        return cancelling.get(command.client ?? '')?.();
      case 'kill':
        throw new Error('this server can not be killed');
      case 'sessions':
        return emit({ type: 'server.sessions', address: '127.0.0.1:1', sessions: [] });
    }
  }

  return { execute, subscribe, commands };
}
