import type { ReplEvent } from '../../src/repl/events.ts';
import type { Repl, ReplOptions } from '../../src/repl/repl.ts';
import { testEnvironment } from '../../test/support/environment.ts';
import type { Model } from './model.ts';
import type { Steps } from './plain.ts';

/** The heart of this program on its own runtime, without a screen. */
export interface Ours {
  readonly repl: Repl;
  /** One request of this client, to its end; of alice's C1 where nothing is said. @throws where it did not end well. */
  request(prompt: string, client?: string, user?: string): Promise<Omit<Steps, 'sent'>>;
  stop(): Promise<void>;
}

const stepOf: Partial<Record<ReplEvent['type'], keyof Omit<Steps, 'sent'>>> = {
  'session.created': 'created',
  'answer.delta': 'firstToken',
  'answer.completed': 'answered',
  'session.destroyed': 'destroyed',
  'session.confirmed-gone': 'gone',
};

type CreateRepl = (options: ReplOptions) => Repl;

/** Starts it; resolves when its server answers. */
export async function startOurs(
  createRepl: CreateRepl,
  model: Model,
  options: Partial<ReplOptions> = {},
): Promise<Ours> {
  const repl = createRepl({
    users: ['alice'],
    model: model.choice,
    server: { environment: testEnvironment() },
    ...options,
  });
  await repl.ready;
  return {
    repl,
    async request(text, client = 'C1', user = 'alice') {
      const started = performance.now();
      const steps = { created: 0, firstToken: 0, answered: 0, destroyed: 0, gone: 0 };
      let ended = false;
      const unsubscribe = repl.subscribe((event) => {
        if (!('client' in event) || event.client !== client) return;
        const step = stepOf[event.type];
        if (step) steps[step] ||= performance.now() - started;
        if (event.type === 'request.completed') ended = true;
      });
      await repl.execute({ type: 'as', user, client, text });
      unsubscribe();
      if (!ended || !steps.gone) throw new Error('a request failed, or its session was left');
      return steps;
    },
    stop: () => repl.close(),
  };
}
