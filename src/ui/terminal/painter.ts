import { paint } from './paint.ts';
import { blankRow, parseRow, type StyledRow } from './styled-row.ts';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

interface Frame {
  readonly rows: readonly string[];
  /** Where the cursor is to be seen; undefined: nowhere. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

const beginSync = '\u001b[?2026h';
const endSync = '\u001b[?2026l';
const hide = '\u001b[?25l';
const show = '\u001b[?25h';

/* As Ink 8.0.0 writes a frame: back to the end of the one before, which is erased, the rows, and the cursor's place. */
const beginning =
  /^(?:\u001b\[\?25l(?:\u001b\[\d+B)?\u001b\[1G)?(?:(?:\u001b\[2K\u001b\[1A)*\u001b\[2K\u001b\[G)?/;
const ending = /(?:\u001b\[(\d+)A)?\u001b\[(\d+)G\u001b\[\?25h$/;
/** Moves or shows the cursor, and leaves what stands on the screen as it is. */
const cursorOnly = /^(?:\u001b\[\?25[hl]|\u001b\[\d*[ABG])*$/;

/** The frame in a write; undefined where it is none that takes the screen as a whole. */
function frameOf(written: string, { rows }: Size): Frame | undefined {
  const [before = ''] = beginning.exec(written) ?? [];
  const tail = written.endsWith(show) ? ending.exec(written.slice(-24)) : null;
  const lines = written.slice(before.length, written.length - (tail?.[0].length ?? 0)).split('\n');
  if (lines.length !== rows || rows < 2) return undefined;
  const cursor = tail && { x: Number(tail[2]) - 1, y: rows - 1 - Number(tail[1] ?? 0) };
  return { rows: lines, cursor: cursor ?? undefined };
}

/** Rows that are touched at once without any terminal showing it half done. */
const fewRows = 2;

/**
 * Takes what Ink writes to the alternate screen, and gives what is to be written instead: the cells that changed, and a
 * scroll where rows have moved up. Ink writes whole rows, and all of them where a line is added to the transcript. What is
 * no frame as Ink writes them goes through as it is, and the next frame is painted anew: if Ink changes its ways, the
 * screen stays right.
 */
export function createPainter(size: () => Size): (written: string) => string {
  let shown: readonly StyledRow[] | undefined;
  let sources: readonly string[] = [];
  let shownSize = size();
  let cursor: Frame['cursor'];
  let isCursorShown = false;
  /** Ink has begun an update of which nothing was written yet. */
  let isAnnounced = false;
  let isSynchronized = false;

  const painted = (frame: Frame, now: Size): string | undefined => {
    const isKnown =
      shown && now.columns === shownSize.columns && now.rows === shownSize.rows ? shown : undefined;
    const rows: StyledRow[] = [];
    for (const [index, line] of frame.rows.entries()) {
      const row = isKnown && sources[index] === line ? isKnown[index] : parseRow(line);
      if (!row || row.texts.length > now.columns) return undefined;
      rows.push(row);
    }
    const { output, touched } = paint(isKnown ?? rows.map(() => blankRow), rows);
    const erased = isKnown ? '' : '\u001b[m\u001b[H\u001b[J';
    const isMoved = frame.cursor?.x !== cursor?.x || frame.cursor?.y !== cursor?.y;
    const { x, y } = frame.cursor ?? { x: 0, y: now.rows - 1 };
    const isCalm = isKnown !== undefined && touched <= fewRows;
    const hidden = isCursorShown && !(isCalm && frame.cursor);
    const appears = frame.cursor && (hidden || !isCursorShown);
    const isNothing = output === '' && erased === '' && !isMoved && !hidden && !appears;
    shown = rows;
    sources = frame.rows;
    shownSize = now;
    cursor = frame.cursor;
    isCursorShown = frame.cursor !== undefined;
    if (isNothing) return '';
    const place = `\u001b[${y + 1};${x + 1}H`;
    const all = `${hidden ? hide : ''}${erased}${output}${place}${appears ? show : ''}`;
    return isCalm ? all : beginSync + all + endSync;
  };

  return (written) => {
    if (written === beginSync) {
      isAnnounced = true;
      return '';
    }
    if (written === endSync) {
      const closing = isSynchronized ? endSync : '';
      isAnnounced = false;
      isSynchronized = false;
      return closing;
    }
    if (written === '') return '';
    const now = size();
    const frame = frameOf(written, now);
    const output = frame && !isSynchronized ? painted(frame, now) : undefined;
    if (output !== undefined) return output;
    const opening = isAnnounced && !isSynchronized ? beginSync : '';
    isSynchronized ||= opening !== '';
    const [on, off] = [written.lastIndexOf(show), written.lastIndexOf(hide)];
    if (on !== off) isCursorShown = on > off;
    cursor = undefined;
    if (!cursorOnly.test(written)) shown = undefined;
    return opening + written;
  };
}
