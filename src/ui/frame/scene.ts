import { selectedClient, selectedUser } from '../../screen/selectors.ts';
import type { ScreenClient, ScreenState, ScreenUser } from '../../screen/state.ts';
import { allEntries } from '../../screen/transcript.ts';
import { messageLine } from '../hints/message-line.ts';
import { playLines } from '../play/play-lines.ts';
import { listLines } from '../prompt/completion-list.ts';
import { draftWidth, type PromptFace, promptFace } from '../prompt/face.ts';
import { layoutEditor } from '../prompt/layout.ts';
import { cell, fitLine, type Line } from '../rows/row.tsx';
import { searchLine } from '../search/search-line.ts';
import { type TranscriptView, visibleLines } from '../transcript/window.ts';
import { type ClientView, clientView, noClient, userView, type ViewState } from '../view/view.ts';
import {
  inlineLayout,
  type Layout,
  layout,
  maximumPromptRows,
  type Rectangle,
  type Size,
} from './layout.ts';

/** The history is searched, or completions are offered. */
export type PromptMode = 'history-search' | 'completions';

/** Who is in front, and what the prompt line is for: all that most keys go by, and costs nothing. */
export interface Front {
  readonly client: ScreenClient | undefined;
  readonly user: ScreenUser | undefined;
  readonly clientId: string;
  readonly clientView: ClientView;
  readonly prompt: PromptFace;
  /** What the prompt's keys are for, beside the draft. */
  readonly promptMode?: PromptMode;
}

/** What is on the screen now: what drawing and keys both go by. */
export interface Scene extends Front {
  readonly layout: Layout;
  readonly message: Line | undefined;
  /** What is played, and what is narrated. */
  readonly play?: readonly Line[];
  /** The completions, over the body's last rows. */
  readonly list?: readonly Line[];
  /** Missing where the transcript is not on the screen. */
  readonly transcript?: TranscriptView;
}

function messageOf(
  { message, question }: ViewState,
  { search }: ClientView,
  width: number,
): Line | undefined {
  if (question) return messageLine(question.text, width);
  if (message !== undefined) return messageLine(message, width);
  return search && fitLine([cell(' '), ...searchLine(search, search)], width);
}

function promptMode(
  { focus, overlay }: ViewState,
  { historySearch, list }: ClientView,
): PromptMode | undefined {
  if (focus !== 'prompt' || overlay) return undefined;
  if (historySearch) return 'history-search';
  return list && 'completions';
}

function transcriptView(
  client: ScreenClient,
  clearedBefore: number,
  toggled: ClientView['toggled'],
  { toolsOpen, highlight }: ViewState,
  { width, height }: { readonly width: number; readonly height: number },
): TranscriptView {
  const { dropped } = client.transcript;
  const all = allEntries(client.transcript);
  const from = Math.max(0, clearedBefore - dropped);
  const entries = from === 0 ? all : all.slice(from);
  return { entries, first: dropped + from, width, height, open: toolsOpen, toggled, highlight };
}

/** Rows of the welcome, which fits itself into them, where the screen is not all its own. */
const inlineWelcomeRows = 11;

/** In the normal screen, what is finished is above the frame, where the terminal keeps it. */
function inlineBodyRows(
  { overlay, page }: ViewState,
  transcript: TranscriptView | undefined,
): number {
  if (overlay || page === 'panel') return Number.POSITIVE_INFINITY;
  if (transcript && transcript.entries.length > 0)
    return visibleLines(transcript, undefined).lines.length;
  return transcript && transcript.first > 0 ? 0 : inlineWelcomeRows;
}

export function frontOf(screen: ScreenState, view: ViewState): Front {
  const client = selectedClient(screen);
  const clientId = client?.id ?? noClient;
  const own = clientView(view, clientId);
  const mode = promptMode(view, own);
  return {
    client,
    user: selectedUser(screen),
    clientId,
    clientView: own,
    prompt: promptFace(client, own, userView(view, client?.user ?? '').history),
    ...(mode && { promptMode: mode }),
  };
}

export function sceneOf(screen: ScreenState, view: ViewState, size: Size, inline = false): Scene {
  const front = frontOf(screen, view);
  const { client, user, clientView: own, prompt, promptMode: mode } = front;
  const message = messageOf(view, own, size.columns);
  const width = draftWidth(prompt, size.columns);
  const { rows } = layoutEditor(prompt.shown, width, maximumPromptRows(size));
  const { panel, panelWidth, page } = view;
  const played = view.play ?? view.replay?.play;
  const play = played && playLines(played, size);
  const wishes = {
    panel,
    panelWidth,
    page,
    preview: view.focus === 'files' && (user?.files.files ?? 0) > 0,
    promptRows: rows.length,
    message: message !== undefined,
    playRows: play?.length ?? 0,
  };
  const finished =
    client && inline ? client.transcript.dropped + client.transcript.settled.length : 0;
  const from = Math.max(own.clearedBefore, finished);
  const transcriptIn = (area: Pick<Rectangle, 'width' | 'height'> | undefined) =>
    client && area && transcriptView(client, from, own.toggled, view, area);
  const divided = inline
    ? inlineLayout(
        size,
        wishes,
        inlineBodyRows(view, transcriptIn({ width: size.columns, height: size.rows })),
      )
    : layout(size, wishes);
  const transcript = transcriptIn(divided.kind === 'screen' ? divided.transcript : undefined);
  return {
    ...front,
    layout: divided,
    message,
    ...(play && { play }),
    ...(mode === 'completions' &&
      own.list &&
      divided.kind === 'screen' && {
        list: listLines(own.list, divided.body.width, divided.body.height),
      }),
    ...(transcript && { transcript }),
  };
}
