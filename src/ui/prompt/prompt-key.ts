import type { Key } from 'ink';
import { submit } from '../commands/submit.ts';
import { type Controls, frontNow } from '../controls.ts';
import type { Front } from '../frame/scene.ts';
import { userView } from '../view/view.ts';
import { completeDraft, listFor } from './complete-draft.ts';
import { type EditorAction, edit } from './editor.ts';
import { draftWidth } from './face.ts';
import { newerEntry, olderEntry } from './history.ts';
import { type PromptKey, promptKeys } from './keys.ts';
import { moveVertically } from './layout.ts';
import { contentOf } from './pastes.ts';

/** A row up or down; beyond the first or last one, through the user's history. */
function moveOrRecall(controls: Controls, front: Front, direction: 'up' | 'down') {
  const { clientId: client, clientView, prompt, user } = front;
  const { draft, recall } = clientView;
  const { view } = controls;
  const moved = moveVertically(draft, direction, draftWidth(prompt, controls.size().columns));
  if (moved) {
    return view.dispatch({ type: 'edited', client, draft: moved, ...(recall && { recall }) });
  }
  const { history } = userView(view.getState(), user?.name ?? '');
  const recalled =
    direction === 'up'
      ? olderEntry(history, recall, contentOf(draft))
      : newerEntry(history, recall);
  if (!recalled) return;
  view.dispatch({
    type: 'edited',
    client,
    draft: edit(draft, { type: 'recall', content: recalled.content }),
    ...(recalled.recall && { recall: recalled.recall }),
  });
}

/** Completions are offered while one types, and not when one only passes by. */
const offersCompletions: ReadonlySet<EditorAction['type']> = new Set([
  'insert',
  'backspace',
  'delete-argument-left',
  'delete-word-left',
]);

function change(controls: Controls, { clientId: client, clientView }: Front, action: EditorAction) {
  const draft = edit(clientView.draft, action);
  const list = offersCompletions.has(action.type) ? listFor(controls, draft) : undefined;
  controls.view.dispatch({ type: 'edited', client, draft, ...(list && { list }) });
}

function carryOut(controls: Controls, key: PromptKey) {
  const front = frontNow(controls);
  switch (key.type) {
    case 'submit':
      return submit(controls);
    case 'complete':
      return completeDraft(controls, front);
    case 'up':
    case 'down':
      return moveOrRecall(controls, front, key.type);
    case 'edit':
      return change(controls, front, key.action);
  }
}

/** A key at the prompt line, which gets the focus by it. False: it is not the prompt's. */
export function promptKey(controls: Controls, input: string, key: Key): boolean {
  const keys = promptKeys(input, key, frontNow(controls).clientView.draft);
  if (keys.length === 0) return false;
  if (controls.view.getState().focus !== 'prompt') {
    controls.view.dispatch({ type: 'focused', focus: 'prompt' });
  }
  for (const each of keys) carryOut(controls, each);
  return true;
}
