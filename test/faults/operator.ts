import type { Command } from '../../src/repl/command.ts';
import type { Heart } from './heart.ts';
import { createWorkshop, promptOf } from './work.ts';

/** An operator who types at random, and does not wait for what was typed before. */
export interface Operator {
  /** Gives one command. Where too many prompts are open: waits first until one of them has ended. */
  act(): Promise<void>;
  /** Settles when all that was asked for is done. */
  rest(): Promise<void>;
  /** How many commands were given, by type. */
  readonly given: ReadonlyMap<string, number>;
  /** How many were refused, by the code of the error. */
  readonly refused: ReadonlyMap<string, number>;
}

const limits = { prompts: 10, clients: 16 };

/** How often each is given. */
const shares = {
  as: 50,
  cancel: 12,
  new: 6,
  close: 6,
  tab: 5,
  user: 5,
  open: 6,
  sessions: 3,
  reset: 1,
};
type Given = keyof typeof shares;
const deck = Object.entries(shares).flatMap(([type, share]) =>
  Array<Given>(share).fill(type as Given),
);

export function createOperator(
  heart: Heart,
  users: readonly string[],
  random: () => number,
): Operator {
  const make = createWorkshop(random);
  const clients = new Map<string, string>();
  const closed: string[] = [];
  const prompts = new Set<Promise<void>>();
  const others = new Set<Promise<void>>();
  const given = new Map<string, number>();
  const refused = new Map<string, number>();

  const count = (counts: Map<string, number>, what: string) =>
    void counts.set(what, (counts.get(what) ?? 0) + 1);
  const one = <T>(of: readonly T[], otherwise: T): T =>
    of[Math.floor(random() * of.length)] ?? otherwise;

  let selected = '';
  heart.subscribe((event) => {
    if (event.type === 'client.selected') selected = event.user;
    if (event.type === 'client.opened') clients.set(event.client, event.user);
    if (event.type === 'client.closed') {
      clients.delete(event.client);
      closed.unshift(event.client);
      closed.length = Math.min(closed.length, 3);
    }
  });

  /** As a client that is there; at times as one that was closed just now. */
  function prompt(): Command {
    const user = one(users, '');
    const own = [...clients].filter(([, owner]) => owner === user).map(([id]) => id);
    const again = closed.filter((id) => !clients.has(id));
    const client = random() < 0.1 ? one(again, 'C1') : one(own, 'C1');
    // Who a closed client belonged to does not matter any more; an open one keeps its user.
    const owner = clients.get(client) ?? user;
    const words = random() < 0.2 ? 400 : 30;
    const text = promptOf(make(owner, { steps: 4, words }));
    return { type: 'as', user: owner, client, text };
  }

  function command(): Command {
    const type = one(deck, 'as');
    const client = one([...clients.keys()], 'C1');
    switch (type) {
      case 'cancel':
      case 'close':
      case 'tab':
        return { type, client };
      case 'new':
        return clients.size < limits.clients ? { type, user: one(users, '') } : prompt();
      case 'user':
      case 'reset':
        return { type, user: one(users, '') };
      case 'open': {
        const user = one(users, '');
        return { type, user, path: one([...heart.books.filesOf(user).keys()], 'none.md') };
      }
      case 'sessions':
        return { type };
      default:
        return prompt();
    }
  }

  return {
    async act() {
      while (prompts.size >= limits.prompts) await Promise.race(prompts);
      const next = command();
      count(given, next.type);
      const into = next.type === 'as' ? prompts : others;
      const done = heart
        .execute(next)
        .catch((error) => count(refused, error.code ?? String(error)))
        .finally(() => into.delete(done));
      into.add(done);
      if (next.type === 'user' && selected !== next.user) count(refused, `turned to ${selected}`);
    },
    async rest() {
      await Promise.all([...prompts, ...others]);
    },
    given,
    refused,
  };
}
