import type { Command } from '../../repl/command.ts';
import type { Highlight } from '../../screen/markdown.ts';
import type { Overlay } from '../overlay/overlay.ts';
import type { ShownPlay } from '../play/play-view.ts';
import type { CompletionList } from '../prompt/completion-list.ts';
import { type EditorState, emptyEditor } from '../prompt/editor.ts';
import type { History, Recall } from '../prompt/history.ts';
import type { HistorySearch } from '../prompt/history-search.ts';
import type { Content } from '../prompt/pastes.ts';
import type { ReplayView } from '../replay/replay-view.ts';
import type { TranscriptSearch } from '../transcript/search.ts';
import type { Anchor } from '../transcript/window.ts';

/** Stands for the client while none is there yet, so that one can type from the first frame on. */
export const noClient = '';

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
  readonly search?: TranscriptSearch;
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

/** A prompt that waits for its client: what is asked, and the draft that it was. */
export interface HeldPrompt {
  readonly text: string;
  readonly content: Content;
}

/** Asked before what can't be undone: `command` is carried out for `client` if the answer is yes. */
export interface Question {
  readonly text: string;
  readonly client: string;
  readonly command: Command;
}

export type Focus = 'prompt' | 'files' | 'ledger';

/** What the operator looks at and has typed: nothing of it is known to the heart. */
export interface ViewState {
  readonly clients: ReadonlyMap<string, ClientView>;
  readonly users: ReadonlyMap<string, UserView>;
  readonly focus: Focus;
  /** Whether the panel is shown, where there is room beside the transcript. */
  readonly panel: boolean;
  /** Its columns beside the transcript; undefined: as the terminal's width allows. */
  readonly panelWidth?: number;
  /** What is shown where there is room for one only. */
  readonly page: 'transcript' | 'panel';
  readonly toolsOpen: boolean;
  /** Whether the terminal is to report the mouse. */
  readonly mouse: boolean;
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
  /** Waits for y; any other key is a no. */
  readonly question?: Question;
  /** What happens is being recorded. */
  readonly recording?: true;
  /** Where in a recording one is, where one is shown. */
  readonly replay?: ReplayView;
  /** Where in a play one is, where a scenario is played. */
  readonly play?: ShownPlay;
  /** The next Ctrl+C leaves. */
  readonly quitArmed: boolean;
  /** The next key that does so begins the play anew. */
  readonly againArmed?: true;
  /** Names of the slash commands that were used last, the newest first. */
  readonly used: readonly string[];
  /** Prompts that were sent before there was a client, in their order. */
  readonly held: readonly HeldPrompt[];
}

export const initialViewState: ViewState = {
  clients: new Map(),
  users: new Map(),
  focus: 'prompt',
  panel: true,
  page: 'transcript',
  toolsOpen: false,
  mouse: false,
  raw: false,
  chord: false,
  quitArmed: false,
  used: [],
  held: [],
};

export type ViewAction =
  /** A key was pressed: what was said about the one before is over. */
  | { readonly type: 'key' }
  | { readonly type: 'chord' }
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'asked-first'; readonly question: Question }
  | { readonly type: 'quit-armed' }
  | { readonly type: 'again-armed' }
  | { readonly type: 'recording'; readonly on: boolean }
  | { readonly type: 'replay-moved'; readonly replay: ReplayView }
  | { readonly type: 'play-moved'; readonly play: ShownPlay }
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
  /** The draft was sent: it is history now. `answered`: in this client's transcript. */
  | {
      readonly type: 'sent';
      readonly answered: boolean;
      readonly client: string;
      readonly user: string;
      readonly content: Content;
    }
  /** The draft was sent while there is no client: it waits for the first one. */
  | { readonly type: 'held'; readonly prompt: HeldPrompt }
  /** It is there: what was typed and sent before is its own. */
  | { readonly type: 'first-client'; readonly client: string; readonly user: string }
  /** What was sent can't be carried out: it comes back, unless something else was begun. */
  | { readonly type: 'sent-back'; readonly client: string; readonly content: Content }
  | { readonly type: 'scrolled'; readonly client: string; readonly anchor: Anchor | undefined }
  | {
      readonly type: 'searched';
      readonly client: string;
      readonly search: TranscriptSearch | undefined;
    }
  | { readonly type: 'call-selected'; readonly client: string; readonly call: string | undefined }
  | { readonly type: 'call-toggled'; readonly client: string; readonly call: string }
  | { readonly type: 'highlighter'; readonly highlight: Highlight }
  | { readonly type: 'cleared'; readonly client: string; readonly before: number }
  | { readonly type: 'client-closed'; readonly client: string }
  /** Another client is in front: nothing that was open beside the prompt line goes with it. */
  | { readonly type: 'turned' }
  | { readonly type: 'focused'; readonly focus: Focus }
  | { readonly type: 'panel-toggled'; readonly wide: boolean }
  | { readonly type: 'tools-toggled' }
  | { readonly type: 'mouse-toggled' }
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
