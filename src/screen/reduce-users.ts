import type { ReplEvent } from '../repl/events.ts';
import { emptyTree, findFile, putFile, removeFile } from './file-tree.ts';
import { screenIdentity } from './identity-text.ts';
import { diffedFile, openedFile } from './opened-file.ts';
import { safeSource } from './reduce-server.ts';
import { safeLine } from './safe-text.ts';
import { isUnread } from './selectors.ts';
import type { ScreenClient, ScreenState, ScreenUser } from './state.ts';
import { emptyTranscript } from './transcript.ts';

type UsersEvent = Extract<
  ReplEvent,
  {
    type:
      | `user.${'added' | 'identified'}`
      | `client.${string}`
      | 'file.changed'
      | 'files.loaded'
      | 'file.opened'
      | 'file.diffed'
      | `store.${string}`;
  }
>;

function addUser(state: ScreenState, name: string): ScreenState {
  if (state.users.some((user) => user.name === name)) return state;
  const colour = state.users.length;
  const user: ScreenUser = {
    name,
    colour,
    clients: [],
    files: emptyTree,
    prompts: 0,
    ...(state.storeLost && { stale: true as const }),
  };
  return { ...state, users: [...state.users, user] };
}

/** Users that were not announced come into being: events may be a recording's middle. */
function updateUser(
  state: ScreenState,
  name: string,
  update: (user: ScreenUser) => ScreenUser,
): ScreenState {
  const known = addUser(state, name);
  return {
    ...known,
    users: known.users.map((user) => (user.name === name ? update(user) : user)),
  };
}

function openClient(state: ScreenState, name: string, id: string): ScreenState {
  if (state.clients.has(id)) return state;
  const client: ScreenClient = {
    id,
    user: name,
    activity: 'idle',
    transcript: emptyTranscript,
    answers: [],
  };
  const next = updateUser(state, name, (user) => ({ ...user, clients: [...user.clients, id] }));
  return {
    ...next,
    clients: new Map(state.clients).set(id, client),
    selected: state.selected ?? id,
  };
}

function closeClient(state: ScreenState, name: string, id: string): ScreenState {
  const clients = new Map(state.clients);
  clients.delete(id);
  const { selected, ...next } = updateUser(state, name, (user) => ({
    ...user,
    clients: user.clients.filter((client) => client !== id),
  }));
  // The heart says which client comes next; until then nothing of a closed one may be shown.
  return { ...next, clients, ...(selected && selected !== id ? { selected } : {}) };
}

function renameClient(state: ScreenState, id: string, name: string | undefined): ScreenState {
  const client = state.clients.get(id);
  if (!client) return state;
  const { name: _, ...unnamed } = client;
  const renamed = name === undefined ? unnamed : { ...unnamed, name };
  return { ...state, clients: new Map(state.clients).set(id, renamed) };
}

/** What this client answered is read now. */
export function noteSeen(state: ScreenState, id: string): ScreenState {
  const client = state.clients.get(id);
  if (!client || !isUnread(client)) return state;
  return { ...state, clients: new Map(state.clients).set(id, { ...client, activity: 'idle' }) };
}

const selectClient = (state: ScreenState, id: string): ScreenState =>
  state.clients.has(id) ? { ...noteSeen(state, id), selected: id } : state;

function changeFile(
  user: ScreenUser,
  event: Extract<UsersEvent, { type: 'file.changed' }>,
): ScreenUser {
  const { path, size, revision, writer, origin, request, time } = event;
  const { prompts } = user;
  const file = {
    path,
    size,
    revision,
    writer: safeLine(writer),
    changedAt: time,
    prompts,
    ...(origin && { origin: safeLine(origin) }),
    ...(request && { request }),
  };
  const files =
    event.operation === 'deleted' ? removeFile(user.files, path) : putFile(user.files, file);
  return { ...user, files, latestChange: path, ...(origin && { shared: true as const }) };
}

/** A file that a change has told of since then is newer than what was loaded. */
function loadFiles(
  user: ScreenUser,
  { files }: Extract<UsersEvent, { type: 'files.loaded' }>,
): ScreenUser {
  const loaded = files.reduce((tree, { origin, modified, ...file }) => {
    const known = findFile(user.files, file.path);
    if (known && known.revision >= file.revision) return putFile(tree, known);
    return putFile(tree, {
      ...file,
      writer: safeLine(file.writer),
      // What was there before is no news.
      prompts: Number.NEGATIVE_INFINITY,
      changedAt: modified,
      ...(origin && { origin: safeLine(origin) }),
    });
  }, emptyTree);
  const shared = files.some(({ origin }) => origin !== undefined);
  return { ...user, files: loaded, ...(shared && { shared }) };
}

/** Its user has submitted a prompt. */
export const notePrompt = (state: ScreenState, name: string): ScreenState =>
  updateUser(state, name, (user) => ({ ...user, prompts: user.prompts + 1 }));

export function reduceUsers(state: ScreenState, event: UsersEvent): ScreenState {
  switch (event.type) {
    case 'user.added': {
      const { source } = event;
      const next = addUser(state, event.user);
      if (!source || next === state) return next;
      return updateUser(next, event.user, (user) => ({ ...user, source: safeSource(source) }));
    }
    case 'user.identified':
      return {
        ...state,
        users: state.users.map((user) =>
          user.name === event.user ? { ...user, identity: screenIdentity(event) } : user,
        ),
      };
    case 'client.opened':
      return openClient(state, event.user, event.client);
    case 'client.closed':
      return closeClient(state, event.user, event.client);
    case 'client.renamed':
      return renameClient(state, event.client, event.name);
    case 'client.selected':
      return selectClient(state, event.client);
    case 'file.changed':
      return updateUser(state, event.user, (user) => changeFile(user, event));
    case 'files.loaded':
      return updateUser(state, event.user, (user) => loadFiles(user, event));
    case 'store.lost':
      return {
        ...state,
        storeLost: true,
        users: state.users.map((user) => ({ ...user, stale: true })),
      };
    case 'store.restored': {
      const { storeLost: _, ...reached } = state;
      return { ...reached, users: state.users.map(({ stale, ...user }) => user) };
    }
    case 'file.opened': {
      const file = openedFile(event);
      return updateUser(state, event.user, (user) => ({
        ...user,
        ...(event.preview ? { previewed: file } : { opened: file }),
      }));
    }
    case 'file.diffed': {
      const diffed = diffedFile(event);
      return updateUser(state, event.user, (user) => ({ ...user, diffed }));
    }
  }
}
