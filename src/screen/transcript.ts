import type { ReportedError } from '../repl/events.ts';
import type { OpenBlock } from './markdown.ts';

/*
 * A client's transcript grows at its end, many times a second while an answer streams in. It is kept as a long
 * array of settled entries, which is only replaced when a request ends, and one short block for each request that
 * is still open: a streamed piece copies that block's handful of entries and nothing else. Every other entry keeps
 * its identity, which is what the lines wrapped for it are cached by.
 */

/** How a session stands, in the words of the ledger. */
export type FateState = 'live' | 'answered' | 'destroyed' | 'gone' | 'leaked' | 'cleared';

/** `warning`: it goes on, but not as it should. */
export type NoticeLevel = 'info' | 'warning' | 'error';

export type Entry =
  | { readonly kind: 'prompt'; readonly request: string; readonly text: string }
  | AnswerEntry
  | ToolEntry
  | {
      readonly kind: 'notice';
      readonly level: NoticeLevel;
      readonly text: string;
      readonly advice?: string;
    }
  | FateEntry;

export interface AnswerEntry {
  readonly kind: 'answer';
  /** Pieces with another message begin a new part. */
  readonly message: string;
  readonly text: string;
  /** The end of what has come, which the next piece may still change (see `safePiece`). */
  readonly held: string;
  readonly streaming: boolean;
  /** Counts from 0; a later part goes on where the one before it ends (see `answer-parts.ts`). */
  readonly part: number;
  /** The Markdown block in which the part before it ends. */
  readonly open?: OpenBlock;
}

export interface ToolEntry {
  readonly kind: 'tool';
  readonly call: string;
  readonly tool: string;
  /** What it is about, in one line: `notes.md · 120 B`. */
  readonly subject: string;
  /** Pretty-printed and bounded. */
  readonly arguments: string;
  readonly state: 'running' | 'ok' | 'failed';
  /** What the model was told, bounded. */
  readonly result: string;
  readonly milliseconds?: number;
}

/** A request's last line: what became of its session. */
export interface FateEntry {
  readonly kind: 'fate';
  /** Missing where the request ended before it had one. */
  readonly session?: string;
  readonly state: FateState;
  /** From created to confirmed gone. */
  readonly milliseconds?: number;
  readonly outcome: 'open' | 'completed' | 'failed' | 'cancelled';
}

export const isAnswer = (entry: Entry): entry is AnswerEntry => entry.kind === 'answer';

/** A request that is still open, or one that has ended while an earlier one goes on. */
export interface Block {
  readonly request: string;
  readonly entries: readonly Entry[];
  readonly fate?: FateEntry;
  readonly ended: boolean;
}

export interface Transcript {
  /** Entries that will not change any more. */
  readonly settled: readonly Entry[];
  /** In the order in which they were submitted. */
  readonly open: readonly Block[];
  /** How many of the oldest entries were dropped to bound the memory. */
  readonly dropped: number;
}

export const emptyTranscript: Transcript = { settled: [], open: [], dropped: 0 };

export const maximumEntries = 5_000;
/** In UTF-16 units, over all settled entries. */
export const maximumCharacters = 16_000_000;

const blockEntries = ({ entries, fate }: Block): readonly Entry[] =>
  fate ? [...entries, fate] : entries;

/** All entries, oldest first. The first has the number `transcript.dropped`. */
export function allEntries({ settled, open }: Transcript): readonly Entry[] {
  return open.length === 0 ? settled : [...settled, ...open.flatMap(blockEntries)];
}

function length(entry: Entry): number {
  switch (entry.kind) {
    case 'tool':
      return entry.arguments.length + entry.result.length;
    case 'fate':
      return 0;
    default:
      return entry.text.length;
  }
}

/** Drops the oldest entries where there are too many, some more than needed so that it is seldom done. */
function bound(transcript: Transcript): Transcript {
  const { settled } = transcript;
  let from = settled.length > maximumEntries ? settled.length - maximumEntries * 0.9 : 0;
  let characters = 0;
  for (let index = settled.length - 1; index >= from; index--) {
    const entry = settled[index];
    characters += entry ? length(entry) : 0;
    if (characters > maximumCharacters) from = index + 1;
  }
  if (from === 0) return transcript;
  return { ...transcript, settled: settled.slice(from), dropped: transcript.dropped + from };
}

/** Moves blocks that have ended to the settled entries, up to the first that has not: the order never changes. */
function settle(transcript: Transcript): Transcript {
  const firstOpen = transcript.open.findIndex((block) => !block.ended);
  const ended = firstOpen < 0 ? transcript.open : transcript.open.slice(0, firstOpen);
  if (ended.length === 0) return transcript;
  return bound({
    ...transcript,
    settled: [...transcript.settled, ...ended.flatMap(blockEntries)],
    open: transcript.open.slice(ended.length),
  });
}

export function addBlock(transcript: Transcript, block: Block): Transcript {
  return settle({ ...transcript, open: [...transcript.open, block] });
}

/** Changes the block of an open request. A request that is not open leaves the transcript as it is. */
export function updateBlock(
  transcript: Transcript,
  request: string,
  update: (block: Block) => Block,
): Transcript {
  const index = transcript.open.findIndex((block) => block.request === request && !block.ended);
  const block = transcript.open[index];
  if (!block) return transcript;
  return settle({ ...transcript, open: transcript.open.with(index, update(block)) });
}

/** Changes what became of a session, wherever that stands: its request may have ended long ago. */
export function updateFate(
  transcript: Transcript,
  session: string,
  update: Partial<FateEntry>,
): Transcript {
  const change = (entry: Entry): Entry =>
    entry.kind === 'fate' && entry.session === session ? { ...entry, ...update } : entry;
  return {
    ...transcript,
    settled: transcript.settled.map(change),
    open: transcript.open.map((block) =>
      block.fate?.session === session ? { ...block, fate: { ...block.fate, ...update } } : block,
    ),
  };
}

/** Adds something that belongs to no request. */
export function addNotice(
  transcript: Transcript,
  level: NoticeLevel,
  { message, advice }: Pick<ReportedError, 'message' | 'advice'>,
): Transcript {
  const entry: Entry = { kind: 'notice', level, text: message, ...(advice ? { advice } : {}) };
  return addBlock(transcript, { request: '', entries: [entry], ended: true });
}
