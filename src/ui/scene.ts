import { selectedClient, selectedUser } from '../screen/selectors.ts';
import type { ScreenClient, ScreenState, ScreenUser } from '../screen/state.ts';
import { allEntries } from '../screen/transcript.ts';
import { candidatesLine, messageLine } from './hints/message-line.ts';
import {
  inlineLayout,
  type Layout,
  layout,
  maximumPromptRows,
  type Rectangle,
  type Size,
} from './layout.ts';
import { layoutEditor } from './prompt/layout.ts';
import { draftWidth } from './prompt/prompt.tsx';
import type { Line } from './row.tsx';
import { searchLine } from './transcript/search-line.ts';
import { type TranscriptView, visibleLines } from './transcript/window.ts';
import { type ClientView, clientView, type ViewState } from './view.ts';

/** Stands for the client while none is there yet, so that one can type from the first frame on. */
export const noClient = '';

/** What is on the screen now: what drawing and keys both go by. */
export interface Scene {
  readonly client: ScreenClient | undefined;
  readonly user: ScreenUser | undefined;
  readonly clientId: string;
  readonly clientView: ClientView;
  readonly layout: Layout;
  readonly message: Line | undefined;
  /** Missing where the transcript is not on the screen. */
  readonly transcript?: TranscriptView;
}

function messageOf(
  { message }: ViewState,
  { candidates, search }: ClientView,
  width: number,
): Line | undefined {
  if (message !== undefined) return messageLine(message, width);
  if (search) return searchLine(search, width);
  return candidates && candidatesLine(candidates, width);
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

export function sceneOf(screen: ScreenState, view: ViewState, size: Size, inline = false): Scene {
  const client = selectedClient(screen);
  const clientId = client?.id ?? noClient;
  const own = clientView(view, clientId);
  const message = messageOf(view, own, size.columns);
  const { rows } = layoutEditor(
    own.draft,
    draftWidth(client, size.columns),
    maximumPromptRows(size),
  );
  const { panel, page } = view;
  const user = selectedUser(screen);
  const wishes = {
    panel,
    page,
    preview: view.focus === 'files' && (user?.files.files ?? 0) > 0,
    promptRows: rows.length,
    message: message !== undefined,
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
    client,
    user,
    clientId,
    clientView: own,
    layout: divided,
    message,
    ...(transcript && { transcript }),
  };
}
