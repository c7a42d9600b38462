import type { Highlight } from '../screen/markdown.ts';
import type { Overlay } from './overlay/overlay.ts';
import type { CompletionList } from './prompt/completion-list.ts';
import { type EditorState, edit, emptied, emptyEditor } from './prompt/editor.ts';
import { addToHistory, type History, type Recall } from './prompt/history.ts';
import type { Content } from './prompt/pastes.ts';
import type { HistorySearch } from './prompt/search.ts';
import type { Search } from './transcript/search.ts';
import type { Anchor } from './transcript/window.ts';

/** What the operator has done with one client. Switching never carries it over to another. */
export interface ClientView {
  readonly draft: EditorState;
  readonly recall?: Recall;
  /** What could be meant by what is typed, while that is offered. */
  readonly list?: CompletionList;
  /** Goes through the user's history; the draft waits. */
  readonly historySearch?: HistorySearch;
  /** The draft that gave way to a command whose argument is asked for. */
  readonly setAside?: EditorState;
  /** Where the transcript is scrolled to; without it, its end is shown. */
  readonly anchor?: Anchor;
  readonly search?: Search;
  /** Tool calls that are open while the others are closed, or the other way round. */
  readonly toggled?: ReadonlySet<string>;
  /** The tool call that Enter opens or closes. */
  readonly call?: string;
  /** Entries with a smaller number are not shown any more. */
  readonly clearedBefore: number;
}

export interface UserView {
  readonly history: History;
  /** The path that is selected in the file tree. */
  readonly cursor?: string;
  /** Directories that are closed. */
  readonly closed: ReadonlySet<string>;
  /** What paths in the tree are searched for. */
  readonly filter?: string;
  /** Rows that the preview of this file is scrolled down by. */
  readonly preview?: { readonly path: string; readonly top: number };
}

export type Focus = 'prompt' | 'files' | 'ledger';

/** What the operator looks at and has typed: nothing of it is known to the heart. */
export interface ViewState {
  readonly clients: ReadonlyMap<string, ClientView>;
  readonly users: ReadonlyMap<string, UserView>;
  readonly focus: Focus;
  /** Whether the panel is shown, where there is room beside the transcript. */
  readonly panel: boolean;
  /** What is shown where there is room for one only. */
  readonly page: 'transcript' | 'panel';
  readonly toolsOpen: boolean;
  /** Highlights code; missing until the first code block has had it loaded. */
  readonly highlight?: Highlight;
  /** Markdown files are shown as they are written. */
  readonly raw: boolean;
  /** The session that is selected in the ledger. */
  readonly ledgerCursor?: string;
  readonly overlay?: Overlay;
  /** Ctrl+X was pressed: the next key completes it. */
  readonly chord: boolean;
  /** One line above the hints, until the next key. */
  readonly message?: string;
  /** The next Ctrl+C leaves. */
  readonly quitArmed: boolean;
  /** Names of the slash commands that were used last, the newest first. */
  readonly used: readonly string[];
}

export const initialViewState: ViewState = {
  clients: new Map(),
  users: new Map(),
  focus: 'prompt',
  panel: true,
  page: 'transcript',
  toolsOpen: false,
  raw: false,
  chord: false,
  quitArmed: false,
  used: [],
};

export type ViewAction =
  /** A key was pressed: what was said about the one before is over. */
  | { readonly type: 'key' }
  | { readonly type: 'chord' }
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'quit-armed' }
  | {
      readonly type: 'edited';
      readonly client: string;
      readonly draft: EditorState;
      readonly recall?: Recall;
      readonly list?: CompletionList;
    }
  | {
      readonly type: 'history-searched';
      readonly client: string;
      readonly historySearch: HistorySearch | undefined;
    }
  /** A command waits in the prompt line for its argument. */
  | { readonly type: 'asked'; readonly client: string; readonly text: string }
  /** It is not wanted any more. */
  | { readonly type: 'taken-back'; readonly client: string }
  | { readonly type: 'used'; readonly command: string }
  /** The draft was sent: it is history now. */
  | {
      readonly type: 'sent';
      readonly client: string;
      readonly user: string;
      readonly content: Content;
    }
  /** What was sent can't be carried out: it comes back, unless something else was begun. */
  | { readonly type: 'sent-back'; readonly client: string; readonly content: Content }
  | { readonly type: 'scrolled'; readonly client: string; readonly anchor: Anchor | undefined }
  | { readonly type: 'searched'; readonly client: string; readonly search: Search | undefined }
  | { readonly type: 'call-selected'; readonly client: string; readonly call: string | undefined }
  | { readonly type: 'call-toggled'; readonly client: string; readonly call: string }
  | { readonly type: 'highlighter'; readonly highlight: Highlight }
  | { readonly type: 'cleared'; readonly client: string; readonly before: number }
  | { readonly type: 'client-closed'; readonly client: string }
  | { readonly type: 'focused'; readonly focus: Focus }
  | { readonly type: 'panel-toggled'; readonly wide: boolean }
  | { readonly type: 'tools-toggled' }
  | { readonly type: 'ledger-moved'; readonly session: string }
  | { readonly type: 'tree-moved'; readonly user: string; readonly path: string }
  /** Without a text the whole tree is shown again, open where the cursor is. */
  | {
      readonly type: 'tree-filtered';
      readonly user: string;
      readonly text: string | undefined;
      readonly cursor: string | undefined;
    }
  | {
      readonly type: 'preview-scrolled';
      readonly user: string;
      readonly path: string;
      readonly top: number;
    }
  | { readonly type: 'raw-toggled' }
  | { readonly type: 'tree-toggled'; readonly user: string; readonly path: string }
  /** A file changed: the directories above it open. */
  | { readonly type: 'file-changed'; readonly user: string; readonly path: string }
  | { readonly type: 'overlay'; readonly overlay: Overlay | undefined };

const emptyClient: ClientView = { draft: emptyEditor, clearedBefore: 0 };
const emptyUser: UserView = { history: [], closed: new Set() };

export const clientView = (state: ViewState, client: string): ClientView =>
  state.clients.get(client) ?? emptyClient;

export const userView = (state: ViewState, user: string): UserView =>
  state.users.get(user) ?? emptyUser;

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

function focused(state: ViewState, focus: Focus): ViewState {
  if (focus === 'prompt') return { ...state, focus, page: 'transcript' };
  return { ...state, focus, page: 'panel', panel: true };
}

/** Folds one action of the operator into the view. Pure. */
export function reduceView(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'key': {
      if (!state.chord && state.message === undefined && !state.quitArmed) return state;
      const { message: _, ...rest } = state;
      return { ...rest, chord: false, quitArmed: false };
    }
    case 'chord':
      return { ...state, chord: true };
    case 'message':
      return { ...state, message: action.text };
    case 'quit-armed':
      return { ...state, quitArmed: true, message: 'Ctrl+C again leaves' };
    case 'edited': {
      const { draft, recall, list } = action;
      return updateClient(state, action.client, (view) => {
        const { recall: _r, list: _l, historySearch: _s, call: _c, ...rest } = view;
        return { ...rest, draft, ...(recall && { recall }), ...(list && { list }) };
      });
    }
    case 'history-searched':
      return updateClient(
        state,
        action.client,
        ({ historySearch: _search, list: _list, ...view }) => ({
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
      // Whoever sends something wants to see the answer.
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
    case 'focused':
      return focused(state, action.focus);
    case 'panel-toggled': {
      const hidden = action.wide ? state.panel : state.page === 'panel';
      if (hidden) return { ...focused(state, 'prompt'), panel: !action.wide };
      return { ...state, panel: true, page: 'panel' };
    }
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
