import type { Key } from 'ink';
import { type EditorAction, type EditorState, edit, type SimpleAction } from './editor.ts';

/** What a key means to the prompt. */
export type PromptKey =
  | { readonly type: 'edit'; readonly action: EditorAction }
  | { readonly type: 'submit' }
  /** A row up or down; at the edge, through the history. */
  | { readonly type: 'up' | 'down' }
  | { readonly type: 'complete' };

const controlKeys: Readonly<Record<string, SimpleAction>> = {
  a: 'line-start',
  e: 'line-end',
  u: 'delete-to-line-start',
  k: 'delete-to-line-end',
  w: 'delete-argument-left',
  y: 'yank',
  h: 'backspace',
  _: 'undo',
  // The same key where the terminal tells the two apart.
  '/': 'undo',
};

const altKeys: Readonly<Record<string, SimpleAction>> = {
  b: 'word-left',
  f: 'word-right',
  d: 'delete-word-right',
  _: 'redo',
};

/** The keys that edit the line, as the key table writes them. They are the prompt's wherever it has the focus. */
export const editingKeys: readonly string[] = [
  ...Object.keys(controlKeys).map((key) => `ctrl+${key}`),
  ...Object.keys(altKeys).map((key) => `alt+${key}`),
];

const does = (type: SimpleAction): readonly PromptKey[] => [{ type: 'edit', action: { type } }];
const types = (text: string): readonly PromptKey[] => [
  { type: 'edit', action: { type: 'insert', text } },
];

/**
 * What a key (see `separateKeys`) means to the prompt, in order; empty if it is not the prompt's. The keys that the
 * rest of the screen owns, or another program, are never taken.
 */
export function promptKeys(input: string, key: Key, state: EditorState): readonly PromptKey[] {
  if (key.eventType === 'release' || key.super || key.hyper) return [];
  if (key.return) return enter(key, state);
  if (key.tab) return key.shift || key.ctrl || key.meta ? [] : [{ type: 'complete' }];
  if (key.backspace) return does(key.meta || key.ctrl ? 'delete-word-left' : 'backspace');
  if (key.delete) return does(key.meta || key.ctrl ? 'delete-word-right' : 'delete');
  if (key.upArrow || key.downArrow) {
    if (key.shift || key.ctrl || key.meta) return [];
    return [{ type: key.upArrow ? 'up' : 'down' }];
  }
  if (key.leftArrow || key.rightArrow) return sideways(key);
  if (key.home || key.end) return homeOrEnd(key, state);
  if (key.escape || key.pageUp || key.pageDown || input === '') return [];
  if (key.ctrl) return control(input, key, state);
  if (key.meta) {
    const action = altKeys[input.toLowerCase()];
    return action === undefined ? [] : does(action);
  }
  return types(input);
}

function enter(key: Key, state: EditorState): readonly PromptKey[] {
  if (key.shift || key.meta || key.ctrl) return types('\n');
  if (state.cursor > 0 && state.text[state.cursor - 1] === '\\') {
    return [...does('backspace'), ...types('\n')];
  }
  return [{ type: 'submit' }];
}

function sideways(key: Key): readonly PromptKey[] {
  // With shift they go from client to client.
  if (key.shift) return [];
  if (key.ctrl || key.meta) return does(key.leftArrow ? 'word-left' : 'word-right');
  return does(key.leftArrow ? 'left' : 'right');
}

function homeOrEnd(key: Key, state: EditorState): readonly PromptKey[] {
  if (key.shift || key.ctrl || key.meta) return [];
  const action = key.home ? 'line-start' : 'line-end';
  // Where there is nowhere to go any more they scroll the transcript.
  return edit(state, { type: action }).cursor === state.cursor ? [] : does(action);
}

function control(input: string, key: Key, state: EditorState): readonly PromptKey[] {
  const name = input.toLowerCase();
  if (key.meta) return [];
  if (name === 'j') return types('\n');
  if (name === 'd') return state.text === '' ? [] : does('delete');
  const action = controlKeys[name === '-' && key.shift ? '_' : name];
  return action === undefined ? [] : does(action);
}
