/** In cells, from the top left corner of the terminal. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What the layout depends on besides the terminal's size. */
export interface LayoutWishes {
  /** Whether the panel is to be beside the transcript, where there is room for both. */
  readonly panel: boolean;
  /** Its columns there; left out: a share of the terminal's. */
  readonly panelWidth?: number | undefined;
  /** Which of the two is shown where there is room for one. */
  readonly page: 'transcript' | 'panel';
  /** Whether a file is previewed: in the place of the transcript, or of the ledger where there is room for one page. */
  readonly preview?: boolean;
  /** Rows of the draft, 1 or more: cut where the terminal is low. */
  readonly promptRows: number;
  readonly message: boolean;
  /** Rows about what is played. */
  readonly playRows?: number;
}

export interface ScreenLayout {
  readonly kind: 'screen';
  readonly tabs: Rectangle;
  readonly topRule: Rectangle;
  /** Between the two rules. An overlay takes it whole. */
  readonly body: Rectangle;
  readonly transcript?: Rectangle;
  readonly divider?: Rectangle;
  readonly files?: Rectangle;
  readonly panelRule?: Rectangle;
  readonly ledger?: Rectangle;
  readonly preview?: Rectangle;
  readonly bottomRule: Rectangle;
  readonly prompt: Rectangle;
  readonly message?: Rectangle;
  readonly play?: Rectangle;
  readonly hints: Rectangle;
}

export type Layout = ScreenLayout | { readonly kind: 'too-small' };

export const smallestSize: Size = { columns: 60, rows: 16 };

export const isTooSmall = ({ columns, rows }: Size): boolean =>
  columns < smallestSize.columns || rows < smallestSize.rows;
/** From here on transcript and panel stand side by side. */
export const wideColumns = 100;

/** However wide the panel is to be. */
const narrowestTranscript = 40;

export const isWide = ({ columns }: Size): boolean => columns >= wideColumns;

/** Rows that a draft may take, so that the transcript keeps most of the screen. */
export const maximumPromptRows = ({ rows }: Size): number => Math.max(3, Math.floor(rows / 4));

function panelLayout(panel: Rectangle): Pick<ScreenLayout, 'files' | 'panelRule' | 'ledger'> {
  const ledgerHeight = Math.max(3, Math.min(12, Math.floor(panel.height / 3)));
  const filesHeight = panel.height - ledgerHeight - 1;
  const below = panel.y + filesHeight;
  return {
    files: { ...panel, height: filesHeight },
    panelRule: { ...panel, y: below, height: 1 },
    ledger: { ...panel, y: below + 1, height: ledgerHeight },
  };
}

/** The files, and below them a preview that takes most of the page. */
function filesPage(page: Rectangle): Pick<ScreenLayout, 'files' | 'panelRule' | 'preview'> {
  const filesHeight = Math.max(3, Math.floor(page.height * 0.4));
  const below = page.y + filesHeight;
  return {
    files: { ...page, height: filesHeight },
    panelRule: { ...page, y: below, height: 1 },
    preview: { ...page, y: below + 1, height: page.height - filesHeight - 1 },
  };
}

function onePage(body: Rectangle, { page, preview }: LayoutWishes): Partial<ScreenLayout> {
  if (page === 'transcript') return { transcript: body };
  return preview ? filesPage(body) : panelLayout(body);
}

function bodyLayout(body: Rectangle, size: Size, wishes: LayoutWishes): Partial<ScreenLayout> {
  if (!isWide(size)) return onePage(body, wishes);
  if (!wishes.panel) return { transcript: body };
  const wished = wishes.panelWidth ?? Math.max(44, Math.min(64, Math.floor(size.columns * 0.4)));
  const panelWidth = Math.min(wished, size.columns - narrowestTranscript);
  const width = body.width - panelWidth - 1;
  return {
    [wishes.preview ? 'preview' : 'transcript']: { ...body, width },
    divider: { ...body, x: width, width: 1 },
    ...panelLayout({ ...body, x: width + 1, width: panelWidth }),
  };
}

/** How tall the body may be where it is a part of the normal screen, whose rest shows what was there before. */
export const maximumInlineBody = ({ rows }: Size, promptRows: number, playRows = 0): number =>
  Math.max(6 - playRows, Math.min(16, rows - promptRows - playRows - 4));

/**
 * The same parts in a frame at the end of the normal screen: no rules, no panel beside the transcript, and never as
 * tall as the terminal. `bodyRows`: what is to be seen in the body.
 */
export function inlineLayout(size: Size, wishes: LayoutWishes, bodyRows: number): Layout {
  const { columns } = size;
  if (isTooSmall(size)) return { kind: 'too-small' };
  const line = (y: number, height = 1): Rectangle => ({ x: 0, y, width: columns, height });
  const promptRows = Math.max(1, Math.min(wishes.promptRows, maximumPromptRows(size)));
  const { playRows = 0 } = wishes;
  const bodyHeight = Math.min(bodyRows, maximumInlineBody(size, promptRows, playRows));
  const body = line(1, bodyHeight);
  const promptY = 1 + bodyHeight;
  const messageY = promptY + promptRows;
  const playY = messageY + (wishes.message ? 1 : 0);
  return {
    kind: 'screen',
    tabs: line(0),
    topRule: line(1, 0),
    body,
    ...onePage(body, wishes),
    bottomRule: line(promptY, 0),
    prompt: line(promptY, promptRows),
    ...(wishes.message ? { message: line(messageY) } : {}),
    ...(playRows > 0 ? { play: line(playY, playRows) } : {}),
    hints: line(playY + playRows),
  };
}

/** Divides the terminal. The parts cover it exactly, without overlapping. */
export function layout(size: Size, wishes: LayoutWishes): Layout {
  const { columns, rows } = size;
  if (isTooSmall(size)) return { kind: 'too-small' };
  const line = (y: number, height = 1): Rectangle => ({ x: 0, y, width: columns, height });
  const promptRows = Math.max(1, Math.min(wishes.promptRows, maximumPromptRows(size)));
  const messageRows = wishes.message ? 1 : 0;
  const { playRows = 0 } = wishes;
  const bodyHeight = rows - 4 - promptRows - messageRows - playRows;
  const body = line(2, bodyHeight);
  const promptY = 3 + bodyHeight;
  return {
    kind: 'screen',
    tabs: line(0),
    topRule: line(1),
    body,
    ...bodyLayout(body, size, wishes),
    bottomRule: line(promptY - 1),
    prompt: line(promptY, promptRows),
    ...(wishes.message ? { message: line(promptY + promptRows) } : {}),
    ...(playRows > 0 ? { play: line(rows - 1 - playRows, playRows) } : {}),
    hints: line(rows - 1),
  };
}
