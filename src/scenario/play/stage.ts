import type { FileStore } from '../../files/file-store.ts';
import type { Command } from '../../repl/command.ts';
import type { Repl } from '../../repl/repl.ts';
import { inTime } from '../deadline.ts';
import { deferred } from '../deferred.ts';
import type { Scenario } from '../model.ts';
import { type KeptFiles, restoreFiles } from './kept-files.ts';

/** Who is there while a scenario is played, and what brings it to how it was. */
export interface Stage {
  /** Opens the scenario's clients, in its order, and turns to the first. */
  set(): Promise<void>;
  /** Turns to a client, opened if it is not there. A refusal is told by the step that needs it. */
  turnTo(user: string, client: string): Promise<void>;
  /** Which client is in front. */
  front(): string;
  /** Every user who is there. */
  users(): readonly string[];
  /** Cancels what runs, and makes files what they were. */
  backTo(kept: KeptFiles | undefined): Promise<void>;
  /** Cancels what runs, deletes all files, and leaves the scenario's clients alone, by their own names. */
  clear(): Promise<void>;
  dispose(): void;
}

/** How long a cancelled request may take to end, in ms. */
const grace = 10_000;

const ends: ReadonlySet<string> = new Set([
  'request.completed',
  'request.failed',
  'request.cancelled',
]);

export function createStage(
  scenario: Pick<Scenario, 'clients' | 'users'>,
  { execute, subscribe }: Pick<Repl, 'execute' | 'subscribe'>,
  store: Pick<FileStore, 'forUser'>,
): Stage {
  const owners = new Map<string, string>();
  const users = new Set(scenario.users);
  const renamed = new Set<string>();
  const running = new Map<string, string>();
  let front = '';
  /** A request has ended. */
  let told = () => {};

  const dispose = subscribe((event) => {
    if (event.type === 'user.added') users.add(event.user);
    if (event.type === 'client.opened') owners.set(event.client, event.user);
    if (event.type === 'client.closed') owners.delete(event.client);
    if (event.type === 'client.selected') front = event.client;
    if (event.type === 'client.renamed') renamed.add(event.client);
    if (event.type === 'request.submitted') running.set(event.request, event.client);
    if ('request' in event && ends.has(event.type)) {
      running.delete(event.request ?? '');
      told();
    }
  });

  /** What can't be done because of what a scenario, or somebody, did: the steps then tell. */
  const attempt = (command: Command) => execute(command).catch(() => {});

  const turnTo = (user: string, client: string) => attempt({ type: 'new', user, client });

  async function set(): Promise<void> {
    const clients = Object.entries(scenario.clients);
    for (const [client, user] of clients) {
      const owner = owners.get(client);
      if (owner !== undefined && owner !== user) await attempt({ type: 'close', client });
      if (owner !== user) await turnTo(user, client);
    }
    const [first] = clients;
    if (first) await attempt({ type: 'tab', client: first[0] });
  }

  async function cancelEach(): Promise<void> {
    while (running.size > 0) {
      const one = deferred();
      told = one.resolve;
      // A client that has more to do goes on with that: it is cancelled as well.
      for (const client of new Set(running.values())) await attempt({ type: 'cancel', client });
      await one.promise;
    }
  }

  const cancelAll = () => inTime(cancelEach(), grace, new AbortController().signal);

  return {
    set,
    turnTo,
    front: () => front,
    users: () => [...users],
    async backTo(kept) {
      await cancelAll();
      if (kept) await restoreFiles(store, kept);
    },
    async clear() {
      await cancelAll().catch(() => {});
      for (const user of users) await attempt({ type: 'reset', user });
      await set();
      for (const client of [...owners.keys()]) {
        if (!(client in scenario.clients)) await attempt({ type: 'close', client });
        else if (renamed.delete(client)) await attempt({ type: 'rename', client, name: client });
      }
      await set();
    },
    dispose,
  };
}
