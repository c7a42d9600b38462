import type { ReplEvent } from '../repl/events.ts';
import type { DiffHunk } from '../repl/file-diff.ts';
import { safeLine, safeText } from './safe-text.ts';
import type { DiffedFile, OpenedFile } from './state.ts';

type Of<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

/** As much of a text as is shown, in UTF-16 units and in lines: to wrap more takes seconds. */
interface Bounds {
  readonly units: number;
  readonly lines: number;
}

const opened: Bounds = { units: 256 * 1024, lines: 20_000 };
/** What is looked at in passing has to be there at once. */
const previewed: Bounds = { units: 16 * 1024, lines: 1_000 };

export const mostLines = opened.lines;

/** The beginning of a text, whole lines of it where it is the number of lines that is too large. */
function beginning(text: string, { units, lines }: Bounds): string {
  let end = -1;
  for (let line = 0; line < lines; line++) {
    end = text.indexOf('\n', end + 1);
    if (end === -1 || end > units) return text.slice(0, units);
  }
  return text.slice(0, end + 1);
}

/** A file's content, bounded and safe for a terminal. */
export function openedFile({ path, revision, content, preview }: Of<'file.opened'>): OpenedFile {
  const shown = beginning(content, preview ? previewed : opened);
  return {
    path,
    revision,
    size: Buffer.byteLength(content),
    content: safeText(shown),
    cut: shown.length < content.length,
  };
}

/** Hunks of at most `mostLines` lines in all; how many lines are missing of them. */
function bounded(hunks: readonly DiffHunk[]): { hunks: readonly DiffHunk[]; leftOut: number } {
  let room = mostLines;
  let leftOut = 0;
  const shown: DiffHunk[] = [];
  for (const hunk of hunks) {
    const lines = hunk.lines.slice(0, room);
    room -= lines.length;
    leftOut += hunk.lines.length - lines.length;
    if (lines.length > 0) shown.push({ ...hunk, lines: lines.map((line) => safeLine(line)) });
  }
  return { hunks: shown, leftOut };
}

/** What a change made different, bounded and safe for a terminal. */
export function diffedFile(event: Of<'file.diffed'>): DiffedFile {
  const { path, since, from, to, author, hunks } = event;
  return {
    path,
    since,
    to,
    author,
    ...(from !== undefined && { from }),
    leftOut: 0,
    ...(hunks && bounded(hunks)),
  };
}
