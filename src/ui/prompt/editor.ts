import {
  boundaryFrom,
  lineEnd,
  lineStart,
  nextBoundary,
  previousBoundary,
  wordEnd,
  wordStart,
} from './boundaries.ts';
import {
  type Content,
  hasPaste,
  isLong,
  maximumPastes,
  type Paste,
  pasteOf,
  rebased,
  standIn,
} from './pastes.ts';

/** A change that can be taken back: at `at`, `removed` gave way to `inserted`. */
interface Change {
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
  readonly cursorBefore: number;
}

/** The prompt line. Make one with `emptyEditor`, change it with `edit` only. */
export interface EditorState extends Content {
  /**
   * Raw: it may hold what must not be shown as it is (see `layoutEditor`), but no control except `\n` and `\t`. Each
   * of `pastes` that is in it stands there as one character: what is sent is its `wholeText`.
   */
  readonly text: string;
  /** All that were folded so far, also those that an undo may bring back. */
  readonly pastes: readonly Paste[];
  /** Offset in UTF-16 code units, always at the edge of a grapheme cluster. */
  readonly cursor: number;
  /** The column that moving up and down keeps to, while nothing else is done. */
  readonly goalColumn?: number;
  /** What was deleted last by word or line, for `yank`; what is deleted so time after time comes back together. */
  readonly killed: string;
  /** The last action was such a deletion. */
  readonly afterKill?: true;
  /** Newest last. */
  readonly undo: readonly Change[];
  readonly redo: readonly Change[];
}

/** What needs no more than the editor as it is. */
export type SimpleAction =
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'line-start'
  | 'line-end'
  | 'delete-to-line-start'
  | 'delete-to-line-end'
  /** Back to white space, as Ctrl+W does in a shell. */
  | 'delete-argument-left'
  | 'delete-word-left'
  | 'delete-word-right'
  | 'yank'
  | 'undo'
  | 'redo';

export type EditorAction =
  /** Typed text: new lines are kept, controls dropped. */
  | { readonly type: 'insert'; readonly text: string }
  /** The same for pasted text, which is folded where it is long. */
  | { readonly type: 'paste'; readonly text: string }
  /** Puts what was written before, here or in another editor, in place of everything. */
  | { readonly type: 'recall'; readonly content: Content }
  /** Puts `text` in place of `[start, end)`; without them, of everything. The cursor goes behind it. */
  | {
      readonly type: 'replace';
      readonly text: string;
      readonly start?: number;
      readonly end?: number;
    }
  /** `goalColumn` is for moves up and down, which know the layout. */
  | { readonly type: 'move'; readonly cursor: number; readonly goalColumn?: number }
  | { readonly type: SimpleAction };

const undoLimit = 500;

export const emptyEditor: EditorState = {
  text: '',
  pastes: [],
  cursor: 0,
  killed: '',
  undo: [],
  redo: [],
};

/** The empty editor of one whose text was sent: what was deleted can still be yanked. */
export const emptied = ({ killed, pastes }: EditorState): EditorState => ({
  ...emptyEditor,
  killed,
  ...(hasPaste(killed) && { pastes }),
});

/** The next state. Looks at the cursor's neighbourhood only, so that a key costs the same in a text of any size. */
export function edit(state: EditorState, action: EditorAction): EditorState {
  const { text, cursor } = state;
  switch (action.type) {
    case 'insert':
      return change(state, cursor, cursor, insertable(action.text));
    case 'paste':
      return paste(state, insertable(action.text));
    case 'recall': {
      const { text: recalled, pastes } = rebased(action.content, state.pastes);
      return change({ ...state, pastes }, 0, text.length, recalled);
    }
    case 'replace':
      return change(state, action.start ?? 0, action.end ?? text.length, insertable(action.text));
    case 'move':
      return moveTo(state, boundaryFrom(text, action.cursor), action.goalColumn);
    case 'left':
      return moveTo(state, previousBoundary(text, cursor));
    case 'right':
      return moveTo(state, nextBoundary(text, cursor));
    case 'word-left':
      return moveTo(state, wordStart(text, cursor));
    case 'word-right':
      return moveTo(state, wordEnd(text, cursor));
    case 'line-start':
      return moveTo(state, lineStart(text, cursor));
    case 'line-end':
      return moveTo(state, lineEnd(text, cursor));
    case 'backspace':
      return change(state, previousBoundary(text, cursor), cursor, '');
    case 'delete':
      return change(state, cursor, nextBoundary(text, cursor), '');
    case 'delete-to-line-start':
      return kill(state, lineStart(text, cursor), cursor);
    case 'delete-to-line-end': {
      // At the end of a line already, the line break goes, so that the key repeated deletes line after line.
      const end = lineEnd(text, cursor);
      return kill(state, cursor, end === cursor ? Math.min(end + 1, text.length) : end);
    }
    case 'delete-argument-left':
      return kill(state, wordStart(text, cursor, 'non-space'), cursor);
    case 'delete-word-left':
      return kill(state, wordStart(text, cursor), cursor);
    case 'delete-word-right':
      return kill(state, cursor, wordEnd(text, cursor));
    case 'yank':
      return change(state, cursor, cursor, state.killed);
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
  }
}

/** Text as it may stand in a prompt: `\n` for every line end, no control characters, no halves of characters. */
function insertable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

function paste(state: EditorState, text: string): EditorState {
  const { cursor, pastes } = state;
  if (!isLong(text) || pastes.length >= maximumPastes) return change(state, cursor, cursor, text);
  const folded = { ...state, pastes: [...pastes, pasteOf(text)] };
  return change(folded, cursor, cursor, standIn(pastes.length));
}

function moveTo(state: EditorState, cursor: number, goalColumn?: number): EditorState {
  const { goalColumn: _goalColumn, afterKill: _afterKill, ...rest } = state;
  return goalColumn === undefined ? { ...rest, cursor } : { ...rest, cursor, goalColumn };
}

function change(state: EditorState, start: number, end: number, inserted: string): EditorState {
  const removed = state.text.slice(start, end);
  if (removed === inserted) return moveTo(state, end);
  const made: Change = { at: start, removed, inserted, cursorBefore: state.cursor };
  const undone = [...merged(state.undo, made)].slice(-undoLimit);
  return { ...applied(state, made), undo: undone, redo: [] };
}

/** Letters typed one after the other are taken back together, word by word. */
function merged(changes: readonly Change[], made: Change): readonly Change[] {
  const last = changes.at(-1);
  const continues =
    last !== undefined &&
    last.removed === '' &&
    made.removed === '' &&
    last.at + last.inserted.length === made.at &&
    made.cursorBefore === made.at &&
    /^\S{1,4}$/.test(made.inserted) &&
    /^\S{1,80}$/.test(last.inserted) &&
    !hasPaste(last.inserted + made.inserted);
  if (!continues) return [...changes, made];
  return [...changes.slice(0, -1), { ...last, inserted: last.inserted + made.inserted }];
}

function applied(state: EditorState, { at, removed, inserted }: Change): EditorState {
  const text = state.text.slice(0, at) + inserted + state.text.slice(at + removed.length);
  // What was inserted may have joined with what follows it.
  return moveTo({ ...state, text }, boundaryFrom(text, at + inserted.length));
}

function kill(state: EditorState, start: number, end: number): EditorState {
  if (start === end) return state;
  const { cursor, afterKill } = state;
  const removed = state.text.slice(start, end);
  const before = afterKill ? state.killed : '';
  const killed = start < cursor ? removed + before : before + removed;
  return { ...change(state, start, end, ''), killed, afterKill: true };
}

function undo(state: EditorState): EditorState {
  const last = state.undo.at(-1);
  if (last === undefined) return state;
  const back = applied(state, { ...last, removed: last.inserted, inserted: last.removed });
  return {
    ...back,
    cursor: last.cursorBefore,
    undo: state.undo.slice(0, -1),
    redo: [...state.redo, last],
  };
}

function redo(state: EditorState): EditorState {
  const last = state.redo.at(-1);
  if (last === undefined) return state;
  return {
    ...applied(state, last),
    undo: [...state.undo, last],
    redo: state.redo.slice(0, -1),
  };
}
