import type { Client } from './client.ts';
import { ReplError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import { checkClientName, isSameName, maximumClientNumber, parseClientId } from './names.ts';

/** Who is there: the users, their clients, and the one client that the operator is turned to. */
export interface Roster {
  /** Does nothing where the user is known already. @throws ReplError `user-invalid` where a client has that name */
  addUser(user: string): void;
  knows(user: string): boolean;
  /** The user itself, if it is known. @throws ReplError `user-unknown` */
  userNamed(user: string): string;
  /** The selected client; the first user's, opened for it, where none was selected yet. */
  selected(): Client;
  /** By its id or name; the selected one where neither is given. @throws ReplError `client-unknown` */
  clientNamed(called: string | undefined): Client;
  /**
   * This client of this user, by its id or name; opened if there is none of that id.
   * @throws ReplError `client-taken`, `client-unknown` where there is none of that name
   */
  clientOf(user: string, called: string): Client;
  /** Every user's first client, opened for those who have none. */
  oneClientOfEach(): readonly Client[];
  /** @throws ReplError `client-limit` */
  openClient(user: string): Client;
  select(client: Client): void;
  /**
   * Names a client; its own id takes the name away. What a user or another client is called can't be its name.
   * @throws ReplError `client-name-invalid`
   */
  renameClient(client: Client, name: string): void;
  /** Turns to the client of this user that was selected last. */
  selectUser(user: string): void;
  /** @throws ReplError `last-client` */
  closeClient(client: Client): Promise<void>;
  /** Where a client of that name is still closing: settles when it is gone. Until then nobody may have the name. */
  closing(called: string): Promise<void> | undefined;
  /** Closes every client; settles when all are gone, those too that were closing already. */
  close(): Promise<void>;
}

/** Tells of every change by `user.added`, `client.opened`, `client.selected` and `client.closed`. */
export function createRoster(
  emit: Emit,
  createClient: (id: string, user: string) => Client,
): Roster {
  const users = new Set<string>();
  const clients = new Map<string, Client>();
  /** What the operator calls clients, by their ids. */
  const names = new Map<string, string>();
  const closing = new Map<string, Promise<void>>();
  /** By user: the client of theirs that was selected last. */
  const lastSelected = new Map<string, string>();
  let selectedId: string | undefined;
  let highest = 0;

  const clientsOf = (user: string) => [...clients.values()].filter((each) => each.user === user);

  const idNamed = (name: string): string | undefined =>
    [...names].find(([, known]) => isSameName(known, name))?.[0];

  const idOf = (called: string): string | undefined => parseClientId(called) ?? idNamed(called);

  /** Whoever else is called so, in words. */
  function otherCalled(name: string, id: string): string | undefined {
    const user = [...users].find((each) => isSameName(each, name));
    if (user !== undefined) return `the user ${user}`;
    const other = parseClientId(name) ?? idNamed(name);
    return other === id ? undefined : other;
  }

  function addUser(user: string): void {
    if (users.has(user)) return;
    const client = idNamed(user);
    if (client !== undefined) {
      throw new ReplError(
        'user-invalid',
        `"${user}" is how ${client} is called`,
        `Choose another name, or type /rename ${client} there first.`,
      );
    }
    users.add(user);
    emit({ type: 'user.added', user });
  }

  function userNamed(user: string): string {
    if (users.has(user)) return user;
    const known = [...users].join(', ');
    throw new ReplError(
      'user-unknown',
      `there is no user ${user}`,
      `Known: ${known || 'none yet'}.`,
    );
  }

  function openClient(user: string, id = `C${highest + 1}`): Client {
    if (Number(id.slice(1)) > maximumClientNumber) {
      throw new ReplError(
        'client-limit',
        `there is no client after C${maximumClientNumber}`,
        'Type /as <user>/<client> <prompt> with a number that is free.',
      );
    }
    addUser(user);
    highest = Math.max(highest, Number(id.slice(1)));
    const client = createClient(id, user);
    clients.set(id, client);
    emit({ type: 'client.opened', user, client: id });
    return client;
  }

  function select({ id, user }: Client): void {
    lastSelected.set(user, id);
    if (selectedId === id) return;
    selectedId = id;
    emit({ type: 'client.selected', user, client: id });
  }

  function selectUser(user: string): void {
    const own = clientsOf(user);
    // By that name there may be another user's client by now.
    const last = own.find(({ id }) => id === lastSelected.get(user));
    select(last ?? own[0] ?? openClient(user));
  }

  function selected(): Client {
    const current = clients.get(selectedId ?? '');
    if (current) return current;
    const [first] = users;
    if (first === undefined)
      throw new ReplError('client-unknown', 'there is no user yet', 'Type /user <name>.');
    selectUser(first);
    return selected();
  }

  function unknownClient(called: string, more = ''): ReplError {
    const known = [...clients.keys()].map((id) => [id, names.get(id)].join(' ').trim()).join(', ');
    return new ReplError(
      'client-unknown',
      `there is no client ${called}`,
      `Known: ${known || 'none yet'}.${more}`,
    );
  }

  function clientNamed(called: string | undefined): Client {
    if (called === undefined) return selected();
    const client = clients.get(idOf(called) ?? '');
    if (client) return client;
    throw unknownClient(called);
  }

  return {
    addUser,
    knows: (user) => users.has(user),
    userNamed,
    selected,
    clientNamed,
    clientOf(user, called) {
      const id = idOf(called);
      if (id === undefined) throw unknownClient(called, ' A number that is free opens a new one.');
      const client = clients.get(id);
      if (!client) return openClient(user, id);
      if (client.user === user) return client;
      throw new ReplError(
        'client-taken',
        `${id} is a client of ${client.user}`,
        'Choose another number.',
      );
    },
    oneClientOfEach: () => [...users].map((user) => clientsOf(user)[0] ?? openClient(user)),
    openClient: (user) => openClient(user),
    select,
    selectUser,
    renameClient({ id, user }, name) {
      const checked = checkClientName(name);
      if ('problem' in checked) {
        throw new ReplError('client-name-invalid', checked.problem, 'Choose another name.');
      }
      const other = otherCalled(checked.name, id);
      if (other !== undefined) {
        throw new ReplError(
          'client-name-invalid',
          `"${name}" is how ${other} is called`,
          'Choose another name.',
        );
      }
      if (parseClientId(checked.name) === id) {
        names.delete(id);
        return emit({ type: 'client.renamed', user, client: id });
      }
      names.set(id, checked.name);
      emit({ type: 'client.renamed', user, client: id, name: checked.name });
    },
    async closeClient(client) {
      if (clients.size === 1) {
        throw new ReplError(
          'last-client',
          `${client.id} is the last client`,
          'Type /quit to leave.',
        );
      }
      const order = [...clients.values()];
      const siblings = clientsOf(client.user);
      clients.delete(client.id);
      names.delete(client.id);
      if (selectedId === client.id) {
        const beside = (among: readonly Client[]) => {
          const place = among.indexOf(client);
          return among[place - 1] ?? among[place + 1];
        };
        const next = beside(siblings) ?? beside(order);
        if (next) select(next);
      }
      const closed = client.close().finally(() => {
        closing.delete(client.id);
        emit({ type: 'client.closed', user: client.user, client: client.id });
      });
      closing.set(
        client.id,
        closed.catch(() => {}),
      );
      await closed;
    },
    closing: (called) => closing.get(idOf(called) ?? ''),
    async close() {
      const open = [...clients.values()].map((client) => client.close());
      await Promise.all([...open, ...closing.values()]);
    },
  };
}
