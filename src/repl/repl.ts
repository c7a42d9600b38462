import type { Identities } from '../copilot/identity.ts';
import { infoFor } from '../copilot/identity-source.ts';
import type { ModelChoice } from '../copilot/model-choice.ts';
import { describeModel, secretsOf } from '../copilot/model-choice.ts';
import type { ServerOptions } from '../copilot/server.ts';
import type { Author, FileStore, UserFiles } from '../files/file-store.ts';
import { defaultFileLimits, type FileLimits } from '../files/limits.ts';
import { createMemoryStore } from '../files/memory-store.ts';
import { normalizePath } from '../files/paths.ts';
import { defaultFileToolNames, knownToolNames } from '../files/tools/file-tool-names.ts';
import type { Tool } from '../files/tools/tool.ts';
import { type Client, createClient } from './client.ts';
import type { Command } from './command.ts';
import { ReplError } from './errors.ts';
import { createEventStream, type Emit, type Listener } from './event-stream.ts';
import { diffVersions } from './file-diff.ts';
import { tellFileEvents } from './file-events.ts';
import { createIdentification } from './identification.ts';
import { withNearestFile } from './missing-file.ts';
import { checkUserName } from './names.ts';
import { defaultRecycleLimits, type RecycleLimits } from './recycle-limits.ts';
import { createRedactor, redactValue } from './redact.ts';
import { defaultMaximumSteps } from './request-limits.ts';
import { createRoster } from './roster.ts';
import { createServerPool } from './server-pool.ts';
import type { HostFiles } from './transfer/host-files.ts';
import { createTransfers, type Seed } from './transfer/transfers.ts';

/** Makes the tools that one request may use. */
export type CreateTools = (files: UserFiles, author: Author) => readonly Tool[];

export interface ReplOptions {
  /** Who is there from the start: 1 to 32 letters, digits, `-`, `_` or `.` each. Others are added by commands. */
  readonly users: readonly string[];
  /** Where answers come from, for all who have no identity of their own. */
  readonly model: ModelChoice;
  /** The server that all share: how it is started, or where it is. */
  readonly server: Omit<ServerOptions, 'attach' | 'outward'> & {
    /** `host:port` of running servers to attach to; left out: one is started. */
    readonly attach?: readonly string[];
  };
  /** Which of `fileToolNames` sessions offer; left out: `write_file`, `read_file` and `list_files`. */
  readonly toolNames?: readonly string[];
  /** What a user may keep, where that is not `defaultFileLimits`. A `store` of your own has its own limits. */
  readonly limits?: Partial<FileLimits>;
  /** In ms, how long a request may take from its turn on, the wait for a server included; left out: without end. */
  readonly timeout?: number;
  /** How many tool calls a request may make; left out: 50. The runtime itself has no limit. */
  readonly maximumSteps?: number;
  /** When an embedded server is replaced by a fresh one, where that is not `defaultRecycleLimits`. */
  readonly recycle?: Partial<RecycleLimits>;
  /** By user: what their sessions are made with, where that is not what everyone's are. */
  readonly identities?: Identities;
  /** Where files are kept; in this process where nothing is said. Is closed with the REPL. */
  readonly store?: FileStore;
  /** What may appear in no event, besides tokens and the keys of the model source. */
  readonly secrets?: readonly string[];
  /** Other tools than the ones over the user's files; `toolNames` does not count then. Called for each request. */
  readonly createTools?: CreateTools;
  /** The host's disk, for the operator's imports and exports; left out: there are none. */
  readonly hostFiles?: HostFiles;
  /** Files of the host's that users start with. */
  readonly seeds?: readonly Seed[];
}

/** The heart: users, clients, requests. Commands go in, events come out. */
export interface Repl {
  /** Settles when a server answers. Rejects with a CopilotError where none could be had. */
  readonly ready: Promise<void>;
  /**
   * Carries one command out. Settles when all of it is done, for a prompt when its request has ended; how it ended is
   * told by events. Rejects, before anything was done, with a ReplError or a FilesError; with a CopilotError where a
   * question to the server fails (`sessions`, `restart`, `kill`).
   */
  execute(command: Command): Promise<void>;
  /**
   * Has every event from now on told to the listener, in order. One that throws does not keep others from hearing it;
   * what it threw surfaces as an uncaught exception. Returns the function that ends the subscription.
   */
  subscribe(listener: Listener): () => void;
  /**
   * Cancels what runs, destroys every session, closes every connection, ends the server, if it is ours, and closes the
   * store. From then on `execute` rejects with ReplError `closed`. To be called again is harmless.
   */
  close(): Promise<void>;
}

/**
 * Starts the server, or attaches. Users exist from the start; their clients are opened when first needed. Nothing is
 * emitted before this turn of the program is over: whoever subscribes at once misses nothing.
 * @throws RangeError, before anything is started, where `toolNames` has one that is none
 */
export function createRepl(options: ReplOptions): Repl {
  const toolNames = options.createTools
    ? []
    : knownToolNames(options.toolNames ?? defaultFileToolNames);
  const { emit: tell, subscribe } = createEventStream();
  const identities: Identities = options.identities ?? new Map();
  const { model } = options;
  const ownTokens = [...identities.values()].flatMap(({ token }) => token ?? []);
  const tokens = model.kind === 'github' ? [...ownTokens, model.token] : ownTokens;
  const withoutTokens = createRedactor(tokens);
  // Whoever could say one of them, and in which event: nobody hears it.
  const emit: Emit =
    tokens.length === 0 ? tell : (event) => tell(redactValue(event, withoutTokens));
  const limits: FileLimits = { ...defaultFileLimits, ...options.limits };
  const store = options.store ?? createMemoryStore(limits);
  const files = tellFileEvents(store, emit, (text) => redact(text));
  subscribe((event) => {
    if (event.type === 'user.added') void files.load(event.user);
  });

  // Told a moment later, so that whoever made this can subscribe first.
  queueMicrotask(() => {
    for (const user of options.users) roster.addUser(user);
  });
  const redact = createRedactor([
    ...secretsOf(options.model),
    options.server.environment.COPILOT_CONNECTION_TOKEN,
    ...(options.secrets ?? []),
    ...tokens,
  ]);
  const servers = createServerPool(
    { ...options.server, outward: ownTokens.length > 0 },
    options.server.attach ?? [],
    options.model,
    { ...defaultRecycleLimits, ...options.recycle },
    emit,
    redact,
  );
  const identification = createIdentification(
    identities,
    (user) => roster.knows(user),
    servers,
    emit,
    redact,
  );
  const sharedSource = describeModel(options.model);
  let requests = 0;
  let closing: Promise<void> | undefined;

  const transfers = createTransfers(options.hostFiles, options.seeds ?? [], limits, emit);
  /** By user: settles when the files to start with are there. */
  const seeding = new Map<string, Promise<void>>();

  /** A user's files, once those to start with are there. */
  async function filesOf(user: string): Promise<UserFiles> {
    await seeding.get(user);
    return store.forUser(user);
  }

  async function createTools(user: string, author: Author): Promise<readonly Tool[]> {
    const files = await filesOf(user);
    if (options.createTools) return options.createTools(files, author);
    const { createFileTools } = await import('../files/tools/file-tools.ts');
    return createFileTools(files, author, toolNames, limits);
  }

  const roster = createRoster(
    (event) => {
      if (event.type !== 'user.added') return emit(event);
      const identity = identities.get(event.user);
      emit({ ...event, ...(identity && { source: infoFor(identity, sharedSource) }) });
      seeding.set(event.user, transfers.seed(store.forUser(event.user)));
    },
    (id, user): Client =>
      createClient({
        id,
        user,
        servers,
        identity: identities.get(user),
        emit,
        redact,
        nextRequest: () => `R${++requests}`,
        createTools: (request) => createTools(user, { client: id, request }),
        limits: { timeout: options.timeout, steps: options.maximumSteps ?? defaultMaximumSteps },
      }),
  );

  const userNamed = (name: string | undefined): string => {
    if (name === undefined) return roster.selected().user;
    const checked = checkUserName(name);
    if ('problem' in checked) {
      throw new ReplError('user-invalid', checked.problem, 'Choose another name.');
    }
    return checked.name;
  };

  async function execute(command: Command): Promise<void> {
    if (closing) {
      throw new ReplError('closed', 'the REPL is closing', 'Start it again.');
    }
    switch (command.type) {
      case 'prompt':
        return roster.clientNamed(command.client).submit(command.text);
      case 'as': {
        const user = userNamed(command.user);
        const gone = roster.closing(command.client);
        if (gone) return gone.then(() => execute(command));
        return roster.clientOf(user, command.client).submit(command.text);
      }
      case 'all': {
        const clients = roster.oneClientOfEach();
        await Promise.all(clients.map((client) => client.submit(command.text)));
        return;
      }
      case 'user':
        return roster.selectUser(userNamed(command.user));
      case 'new': {
        const user = userNamed(command.user);
        if (command.client === undefined) return roster.select(roster.openClient(user));
        const gone = roster.closing(command.client);
        if (gone) return gone.then(() => execute(command));
        return roster.select(roster.clientOf(user, command.client));
      }
      case 'rename':
        return roster.renameClient(roster.clientNamed(command.client), command.name);
      case 'tab':
        return roster.select(roster.clientNamed(command.client));
      case 'close':
        return roster.closeClient(roster.clientNamed(command.client));
      case 'identify':
        return identification.identify();
      case 'sessions': {
        for (const { server, sessions } of await servers.current())
          emit({ type: 'server.sessions', address: server.address, sessions: await sessions() });
        return;
      }
      case 'restart':
        return servers.restart(command.address);
      case 'kill':
        return servers.kill();
      case 'cancel':
        return roster.clientNamed(command.client).cancel();
      case 'open': {
        const user = userNamed(command.user);
        const files = await filesOf(user);
        const { path, revision, content } = await withNearestFile(
          files,
          command.path,
          files.read(command.path),
        );
        const preview = command.preview ? ({ preview: true } as const) : {};
        return emit({ type: 'file.opened', user, path, revision, content, ...preview });
      }
      case 'diff': {
        const user = userNamed(command.user);
        const files = await filesOf(user);
        const versions = await withNearestFile(files, command.path, files.versions(command.path));
        const diff = await diffVersions(versions, command.since ?? 'change');
        return emit({
          type: 'file.diffed',
          user,
          path: normalizePath(command.path, limits),
          ...diff,
        });
      }
      case 'list': {
        const user = userNamed(command.user);
        const files = await filesOf(user);
        return emit({ type: 'files.listed', user, files: await files.list() });
      }
      case 'import':
      case 'export': {
        const files = await filesOf(roster.userNamed(userNamed(command.user)));
        if (command.type === 'import') return transfers.import(files, command);
        return transfers.export(files, command);
      }
      case 'delete': {
        const files = await filesOf(roster.userNamed(userNamed(command.user)));
        const deleted = files.delete(command.path, { client: 'operator' });
        await withNearestFile(files, command.path, deleted);
        return;
      }
      case 'reset': {
        const files = await filesOf(roster.userNamed(userNamed(command.user)));
        return files.reset({ client: 'operator' });
      }
    }
  }

  async function close(): Promise<void> {
    await Promise.all([transfers.close(), roster.close(), identification.settled()]);
    await Promise.all([servers.close(), store.close()]);
  }

  return {
    ready: servers.ready,
    execute,
    subscribe,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
