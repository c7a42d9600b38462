import type { Key } from 'ink';
import { safeLine } from '../../screen/safe-text.ts';
import { type Controls, frontNow, run } from '../controls.ts';
import { isTooSmall } from '../frame/layout.ts';
import { isLocked, playKey, refusePaste } from '../play/play-keys.ts';
import { listKey } from '../prompt/complete-draft.ts';
import { historySearchKey } from '../prompt/history-search-key.ts';
import { pasteIntoDraft } from '../prompt/paste.ts';
import { promptKey } from '../prompt/prompt-key.ts';
import type { KeyEvent } from '../prompt/separate-keys.ts';
import { pasteIntoTranscriptSearch, transcriptKey } from '../transcript/transcript-keys.ts';
import type { Question, ViewState } from '../view/view.ts';
import { act } from './act.ts';
import { typeIntoFilter } from './files-keys.ts';
import { keyLabel } from './key-label.ts';
import { type KeyPress, keyPress } from './key-name.ts';
import { chordKey, type OwnAction } from './key-table.ts';
import { type Bound, defaultKeymap } from './keymap.ts';
import { overlayKey, overlayPaste } from './overlay-keys.ts';
import { panelKey } from './panel-keys.ts';

const ownEverywhere: ReadonlySet<OwnAction> = new Set(['chord', 'interrupt', 'escape']);

/**
 * Whether a key does the same wherever the focus is: one that no list, and no line of text, has a use for. Ctrl+D is
 * the prompt's first.
 */
function everywhere(bound: Bound, { name }: KeyPress): boolean {
  if (bound.type === 'own') return ownEverywhere.has(bound.action);
  return /^(ctrl|alt|shift)\+/.test(name) && name !== 'ctrl+d';
}

/** How the prompt line knows its own keys. */
const promptOwn: Partial<Record<OwnAction, Partial<Key>>> = {
  send: { return: true },
  newline: { return: true, shift: true },
  complete: { tab: true },
  'history-previous': { upArrow: true },
  'history-next': { downArrow: true },
};

const unmarked = {
  return: false,
  tab: false,
  upArrow: false,
  downArrow: false,
  ctrl: false,
  shift: false,
  meta: false,
};

/** The event as the prompt line expects it for what the key is bound to; undefined where that was taken off the key. */
function forPrompt(bound: Bound | undefined, name: string, event: KeyEvent): KeyEvent | undefined {
  if (bound?.type === 'own' && promptOwn[bound.action]) {
    return { input: '', key: { ...event.key, ...unmarked, ...promptOwn[bound.action] } };
  }
  const usual = defaultKeymap.boundTo(name);
  return usual?.type === 'own' && promptOwn[usual.action] ? undefined : event;
}

/** A key while the prompt line is for something else than the draft alone. False: it has no use for it. */
function promptModeKey(
  controls: Controls,
  bound: Bound | undefined,
  { name, text }: KeyPress,
  event: KeyEvent,
): boolean {
  const { promptMode } = frontNow(controls);
  const pressed = bound?.type === 'own' ? bound.action : name;
  if (promptMode === 'history-search') return historySearchKey(controls, pressed, text, event);
  return promptMode === 'completions' && listKey(controls, pressed);
}

/** After a chord's first stroke a slip would go unnoticed: nothing that is typed can be seen. */
function sayUnbound({ view, keys }: Controls, { name }: KeyPress) {
  const help = keys.labelOf('help') ?? '/help';
  const pressed = keyLabel(safeLine(`${chordKey} ${name}`));
  view.dispatch({ type: 'message', text: `${pressed} does nothing: ${help} shows the keys` });
}

/** Where nothing can be seen nothing is done, but for leaving: what is typed could go anywhere. */
function leaveBlindly(
  { keys, view, quit }: Controls,
  { name }: KeyPress,
  { quitArmed }: ViewState,
) {
  const bound = keys.boundTo(name);
  if (bound?.type !== 'own' || bound.action !== 'interrupt') return;
  if (quitArmed) quit();
  else view.dispatch({ type: 'quit-armed' });
}

/** Whatever is not a yes leaves things as they are, and does nothing else. */
function answer(controls: Controls, { client, command }: Question, { name }: KeyPress) {
  if (name.toLowerCase() === 'y') run(controls, client, command);
}

function handleOneKey(controls: Controls, event: KeyEvent) {
  const { input, key } = event;
  if (key.eventType === 'release') return;
  const [first = '', ...rest] = input;
  if (rest.length > 0 && controls.view.getState().chord) {
    // Typed fast after a chord's first stroke: only the first of them ends it.
    handleOneKey(controls, { input: first, key });
    return handleOneKey(controls, { input: rest.join(''), key });
  }
  const press = keyPress(input, key);
  const before = controls.view.getState();
  controls.view.dispatch({ type: 'key' });
  if (isTooSmall(controls.size())) return leaveBlindly(controls, press, before);
  if (before.chord) {
    const bound = controls.keys.boundTo(`${chordKey} ${press.name.replace(/^ctrl\+/, '')}`);
    if (bound) act(controls, bound, before);
    else if (press.name !== 'escape') sayUnbound(controls, press);
    return;
  }
  if (before.question) return answer(controls, before.question, press);
  const bound = controls.keys.boundTo(press.name);
  if (playKey(controls, bound, press, before)) return;
  if (promptModeKey(controls, bound, press, event)) return;
  if (transcriptKey(controls, press, before)) return;
  if (bound && everywhere(bound, press)) return act(controls, bound, before);
  if (before.overlay) return overlayKey(controls, before.overlay, press);
  if (before.focus !== 'prompt' && panelKey(controls, before.focus, press)) return;
  // A key that writes text stands for something else only where nothing is written yet.
  const { draft } = frontNow(controls).clientView;
  const isFirst = press.text !== '' || (bound?.type === 'command' && bound.first);
  if (bound && isFirst && draft.text === '') return act(controls, bound, before);
  const forThePrompt = forPrompt(bound, press.name, event);
  if (forThePrompt && promptKey(controls, forThePrompt.input, forThePrompt.key)) return;
  if (bound) act(controls, bound, before);
}

/** More than a person types at once. */
const longestStrokes = 64;

/** Where one is not writing each character is a key of its own; what follows one that writes is text again. */
function handleStrokes(controls: Controls, { input, key }: KeyEvent) {
  let rest = input;
  const isList = () => {
    const { overlay, focus, question } = controls.view.getState();
    if (overlay !== undefined || question !== undefined) return true;
    return focus !== 'prompt' || isLocked(controls);
  };
  const isText = !key.ctrl && !key.meta && input.length <= longestStrokes && !/\p{Cc}/u.test(input);
  for (const character of isText ? input : '') {
    if (rest === character || !isList()) break;
    handleOneKey(controls, { input: character, key });
    rest = rest.slice(character.length);
  }
  handleOneKey(controls, { input: rest, key });
}

/** Carries out what Ink reports as one event: one key, or some that were typed fast. Each acts on what it finds. */
export function handleKey(controls: Controls, input: string, key: Key): void {
  for (const event of controls.keySeparator.keys(input, key)) {
    controls.inTurn(() => handleStrokes(controls, event));
  }
}

/** Pasted text goes where typed text would, as it is: nothing in it is a key. */
export function handlePaste(controls: Controls, text: string) {
  controls.keySeparator.pasted();
  controls.inTurn(() => paste(controls, text));
}

function paste(controls: Controls, text: string) {
  const { overlay } = controls.view.getState();
  controls.view.dispatch({ type: 'key' });
  if (isTooSmall(controls.size())) return;
  if (refusePaste(controls)) return;
  if (overlay) return overlayPaste(controls, overlay, text);
  if (pasteIntoTranscriptSearch(controls, text)) return;
  if (typeIntoFilter(controls, text)) return;
  pasteIntoDraft(controls, text);
}
