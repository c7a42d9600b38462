import type { Key } from 'ink';
import { type Controls, sceneNow } from '../controls.ts';
import { listKey } from '../prompt/complete-draft.ts';
import { pasteIntoDraft } from '../prompt/paste.ts';
import { promptKey } from '../prompt/prompt-key.ts';
import { searchKey } from '../prompt/search-key.ts';
import type { KeyEvent } from '../prompt/separate-keys.ts';
import { act } from './act.ts';
import { type KeyPress, keyPress } from './key-name.ts';
import { actionOf, type KeyAction } from './key-table.ts';
import { overlayKey, overlayPaste } from './overlay-keys.ts';
import { panelKey } from './panel-keys.ts';

/** Keys that do the same wherever the focus is. The prompt line's own come last, if it has no use for them. */
const everywhere: ReadonlySet<KeyAction> = new Set([
  'chord',
  'interrupt',
  'escape',
  'tools',
  'redraw',
  'client-next',
  'client-previous',
]);

/** A key while the prompt line is for something else than the draft alone. False: it has no use for it. */
function promptModeKey(controls: Controls, press: KeyPress, event: KeyEvent): boolean {
  const { promptMode } = sceneNow(controls);
  if (promptMode === 'search') return searchKey(controls, press, event);
  return promptMode === 'list' && listKey(controls, press);
}

function handleOneKey(controls: Controls, event: KeyEvent) {
  const { input, key } = event;
  if (key.eventType === 'release') return;
  const press = keyPress(input, key);
  const before = controls.view.getState();
  controls.view.dispatch({ type: 'key' });
  if (before.chord) {
    const action = actionOf(`ctrl+x ${press.name.replace(/^ctrl\+/, '')}`);
    if (action) act(controls, action, before);
    return;
  }
  if (promptModeKey(controls, press, event)) return;
  const action = actionOf(press.name);
  if (action && everywhere.has(action)) return act(controls, action, before);
  if (before.overlay) return overlayKey(controls, before.overlay, press);
  if (before.focus !== 'prompt' && panelKey(controls, before.focus, press)) return;
  const { draft } = sceneNow(controls).clientView;
  if (action === 'help' && draft.text === '') return act(controls, action, before);
  if (promptKey(controls, input, key)) return;
  if (action) act(controls, action, before);
}

/** Carries out what Ink reports as one event: one key, or some that were typed fast. Each acts on what it finds. */
export function handleKey(controls: Controls, input: string, key: Key): void {
  for (const event of controls.keySeparator.keys(input, key)) handleOneKey(controls, event);
}

/** Pasted text goes into the draft as it is: nothing in it is a key. */
export function handlePaste(controls: Controls, text: string) {
  const { overlay } = controls.view.getState();
  controls.keySeparator.pasted();
  controls.view.dispatch({ type: 'key' });
  if (overlay) return overlayPaste(controls, overlay, text);
  pasteIntoDraft(controls, text);
}
