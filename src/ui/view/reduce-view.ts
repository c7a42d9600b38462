import type { ShownPlay } from '../play/play-view.ts';
import { edit, emptied, emptyEditor } from '../prompt/editor.ts';
import { addToHistory } from '../prompt/history.ts';
import {
  type ClientView,
  clientView,
  type Focus,
  noClient,
  type UserView,
  userView,
  type ViewAction,
  type ViewState,
} from './view.ts';

function updateClient(
  state: ViewState,
  client: string,
  update: (view: ClientView) => ClientView,
): ViewState {
  const updated = update(clientView(state, client));
  return { ...state, clients: new Map(state.clients).set(client, updated) };
}

function updateUser(
  state: ViewState,
  user: string,
  update: (view: UserView) => UserView,
): ViewState {
  const before = userView(state, user);
  const updated = update(before);
  return updated === before ? state : { ...state, users: new Map(state.users).set(user, updated) };
}

function openParents(view: UserView, path: string): UserView {
  const still = [...view.closed].filter((directory) => !path.startsWith(`${directory}/`));
  return still.length === view.closed.size ? view : { ...view, closed: new Set(still) };
}

function toggleDirectory(view: UserView, path: string): UserView {
  const closed = new Set(view.closed);
  if (!closed.delete(path)) closed.add(path);
  return { ...view, closed };
}

function filterTree(
  { filter: _, cursor: before, ...view }: UserView,
  text: string | undefined,
  cursor = before,
): UserView {
  const kept = cursor === undefined ? view : { ...view, cursor };
  if (text !== undefined) return { ...kept, filter: text };
  return cursor === undefined ? kept : openParents(kept, cursor);
}
/** What a client's prompt line holds once the draft in it is dealt with. */
const afterDraft = ({
  draft,
  clearedBefore,
  setAside,
  anchor,
  toggled,
}: ClientView): ClientView => ({
  draft: setAside ?? emptied(draft),
  clearedBefore,
  ...(toggled && { toggled }),
  ...(anchor && { anchor }),
});

/** Whose history it is that a client writes which is not there yet. */
const noUser = '';

/** How many commands are remembered as used. */
const longestUsed = 8;

function withoutOverlay({ overlay: _, ...state }: ViewState): ViewState {
  return state;
}

/** Opening or closing all of them leaves none that is different. */
function withoutToggled(state: ViewState): ViewState {
  const clients = [...state.clients].map(([id, { toggled: _, ...view }]): [string, ClientView] => [
    id,
    view,
  ]);
  return { ...state, clients: new Map(clients) };
}

/** What was typed before there was a client becomes the first one's. */
function withFirstClient(state: ViewState, client: string, user: string): ViewState {
  const { history } = userView(state, noUser);
  const sent = updateUser(state, user, (view) => ({
    ...view,
    history: [...history, ...state.held.map(({ content }) => content)].reduce(
      addToHistory,
      view.history,
    ),
  }));
  const users = new Map(sent.users);
  users.delete(noUser);
  const clients = new Map(state.clients);
  const typed = clients.get(noClient);
  clients.delete(noClient);
  if (typed && clientView(state, client).draft.text === '') clients.set(client, typed);
  return { ...state, users, clients, held: [] };
}

/** Whatever lies over the place that one turns to goes. */
function focused({ overlay: _, ...state }: ViewState, focus: Focus): ViewState {
  if (focus === 'prompt') return { ...state, focus, page: 'transcript' };
  return { ...state, focus, page: 'panel', panel: true };
}

/** What a play types is in the prompt lines of its clients; a step begins where all of it can be seen. */
function movePlay(before: ViewState, play: ShownPlay): ViewState {
  const began = play.phase === 'typing' && before.play?.phase !== 'typing';
  let state: ViewState = { ...(began ? focused(before, 'prompt') : before), play };
  const drafts = { ...before.play?.drafts };
  for (const client of Object.keys({ ...drafts, ...play.drafts })) {
    const text = play.drafts[client] ?? '';
    if (text === (drafts[client] ?? '')) continue;
    state = updateClient(state, client, ({ anchor: _, ...view }) => ({
      ...view,
      draft: text === '' ? emptied(view.draft) : edit(emptyEditor, { type: 'replace', text }),
    }));
  }
  return state;
}

/** Folds one action of the operator into the view. Pure. */
export function reduceView(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'key': {
      const { message, question, againArmed: _, ...rest } = state;
      if (!state.chord && message === undefined && !question && !state.quitArmed) return state;
      return { ...rest, chord: false, quitArmed: false };
    }
    case 'chord':
      return { ...state, chord: true };
    case 'message':
      return { ...state, message: action.text };
    case 'asked-first':
      return { ...state, question: action.question };
    case 'recording': {
      const { recording: _, ...rest } = state;
      return action.on ? { ...rest, recording: true } : rest;
    }
    case 'replay-moved':
      return { ...state, replay: action.replay };
    case 'play-moved':
      return movePlay(state, action.play);
    case 'quit-armed':
      return { ...state, quitArmed: true, message: 'Ctrl+C again leaves' };
    case 'again-armed':
      return {
        ...state,
        againArmed: true,
        message: 'the play is not at its end: once more begins anew',
      };
    case 'edited': {
      const { draft, recall, list } = action;
      return updateClient(state, action.client, (view) => {
        const { recall: _r, list: _l, historySearch: _s, call: _c, ...rest } = view;
        // Whoever empties the line wants nothing of the command in it.
        if (rest.setAside && draft.text === '') return afterDraft(rest);
        return { ...rest, draft, ...(recall && { recall }), ...(list && { list }) };
      });
    }
    case 'history-searched':
      return updateClient(
        state,
        action.client,
        // What was searched for or chosen in the transcript gives way.
        ({ historySearch: _h, list: _l, search: _s, call: _c, ...view }) => ({
          ...view,
          ...(action.historySearch && { historySearch: action.historySearch }),
        }),
      );
    case 'sent': {
      const { client, user, content } = action;
      const remembered = updateUser(state, user, (view) => ({
        ...view,
        history: addToHistory(view.history, content),
      }));
      if (!action.answered) return updateClient(remembered, client, afterDraft);
      // Whoever asks something wants to see the answer.
      const shown: ViewState = { ...remembered, page: 'transcript' };
      return updateClient(shown, client, ({ anchor: _, ...before }) => afterDraft(before));
    }
    case 'asked':
      return updateClient(state, action.client, ({ setAside, ...before }) => ({
        ...afterDraft(before),
        draft: edit(emptyEditor, { type: 'replace', text: action.text }),
        setAside: setAside ?? before.draft,
      }));
    case 'taken-back':
      return updateClient(state, action.client, afterDraft);
    case 'used': {
      const others = state.used.filter((name) => name !== action.command);
      return { ...state, used: [action.command, ...others].slice(0, longestUsed) };
    }
    case 'held': {
      const held = [...state.held, action.prompt];
      return updateClient({ ...state, held }, noClient, afterDraft);
    }
    case 'first-client':
      return withFirstClient(state, action.client, action.user);
    case 'sent-back': {
      const { client, content } = action;
      if (state.clients.get(client)?.draft.text !== '') return state;
      return updateClient(state, client, (view) => ({
        ...view,
        draft: edit(view.draft, { type: 'recall', content }),
      }));
    }
    case 'scrolled': {
      const { anchor: before } = clientView(state, action.client);
      if (before === undefined && action.anchor === undefined) return state;
      return updateClient(state, action.client, ({ anchor: _, ...view }) => ({
        ...view,
        ...(action.anchor && { anchor: action.anchor }),
      }));
    }
    case 'searched':
      return updateClient(state, action.client, ({ search: _, ...view }) => ({
        ...view,
        ...(action.search && { search: action.search }),
      }));
    case 'call-selected':
      return updateClient(state, action.client, ({ call: _, ...view }) => ({
        ...view,
        ...(action.call !== undefined && { call: action.call }),
      }));
    case 'call-toggled':
      return updateClient(state, action.client, (view) => {
        const toggled = new Set(view.toggled);
        if (!toggled.delete(action.call)) toggled.add(action.call);
        return { ...view, toggled };
      });
    case 'highlighter':
      return { ...state, highlight: action.highlight };
    case 'cleared':
      return updateClient(state, action.client, ({ anchor: _, search: _search, ...view }) => ({
        ...view,
        clearedBefore: action.before,
      }));
    case 'client-closed': {
      const clients = new Map(state.clients);
      return clients.delete(action.client) ? { ...state, clients } : state;
    }
    case 'turned': {
      const { question: _, ...rest } = focused(state, 'prompt');
      return rest;
    }
    case 'focused':
      return focused(state, action.focus);
    case 'panel-toggled': {
      const isShown = action.wide ? state.panel : state.page === 'panel';
      if (isShown) return { ...focused(state, 'prompt'), panel: !action.wide };
      return { ...state, panel: true, page: 'panel' };
    }
    case 'mouse-toggled':
      return { ...state, mouse: !state.mouse };
    case 'tools-toggled':
      return { ...withoutToggled(state), toolsOpen: !state.toolsOpen };
    case 'ledger-moved':
      return { ...state, ledgerCursor: action.session };
    case 'tree-moved':
      return updateUser(state, action.user, (view) => ({ ...view, cursor: action.path }));
    case 'tree-filtered':
      return updateUser(state, action.user, (view) => filterTree(view, action.text, action.cursor));
    case 'preview-scrolled': {
      const { path, top } = action;
      return updateUser(state, action.user, (view) => ({ ...view, preview: { path, top } }));
    }
    case 'raw-toggled':
      return { ...state, raw: !state.raw };
    case 'tree-toggled':
      return updateUser(state, action.user, (view) => toggleDirectory(view, action.path));
    case 'file-changed':
      return updateUser(state, action.user, (view) => openParents(view, action.path));
    case 'overlay':
      return action.overlay ? { ...state, overlay: action.overlay } : withoutOverlay(state);
  }
}
