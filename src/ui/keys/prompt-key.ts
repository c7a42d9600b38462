import type { Key } from 'ink';
import { commandDefinitions } from '../../repl/command-language.ts';
import { filesIn } from '../../screen/file-tree.ts';
import { clientsInOrder } from '../../screen/selectors.ts';
import { type Controls, sceneNow } from '../controls.ts';
import { type CompletionSources, complete } from '../prompt/completion.ts';
import { edit } from '../prompt/editor.ts';
import { newerEntry, olderEntry } from '../prompt/history.ts';
import { type PromptKey, promptKeys } from '../prompt/keys.ts';
import { moveVertically } from '../prompt/layout.ts';
import { draftWidth } from '../prompt/prompt.tsx';
import type { Scene } from '../scene.ts';
import { submit } from '../submit.ts';
import { type Candidates, userView } from '../view.ts';

function sources(controls: Controls, { user }: Scene): CompletionSources {
  const state = controls.screen.getState();
  return {
    commands: commandDefinitions.map(({ name }) => `/${name}`),
    users: state.users.map(({ name }) => name),
    clients: clientsInOrder(state).map(({ user: name, id }) => ({ user: name, client: id })),
    files: user ? Array.from(filesIn(user.files), ({ path }) => path).sort() : [],
  };
}

/** The next candidate of those that Tab is going through; else the first of what is there to complete. */
function nextCandidates(controls: Controls, scene: Scene): Candidates | undefined {
  const { candidates, draft } = scene.clientView;
  if (candidates) return { ...candidates, index: (candidates.index + 1) % candidates.texts.length };
  const found = complete(draft.text, draft.cursor, sources(controls, scene));
  return found && { start: found.start, texts: found.candidates, index: 0 };
}

function completeDraft(controls: Controls, scene: Scene) {
  const { candidates: before, draft } = scene.clientView;
  const candidates = nextCandidates(controls, scene);
  if (!candidates) return;
  const { start, texts, index } = candidates;
  const text = texts[index] ?? '';
  // What stands in the way is the candidate before, or the word that was typed.
  const word = /^\S*/.exec(draft.text.slice(draft.cursor))?.[0].length ?? 0;
  const end = before ? start + (before.texts[before.index] ?? '').length : draft.cursor + word;
  controls.view.dispatch({
    type: 'edited',
    client: scene.clientId,
    draft: edit(draft, { type: 'replace', text, start, end }),
    ...(texts.length > 1 && { candidates }),
  });
}

/** A row up or down; beyond the first or last one, through the user's history. */
function moveOrRecall(controls: Controls, scene: Scene, direction: 'up' | 'down') {
  const { clientId, clientView, client } = scene;
  const { draft, recall } = clientView;
  const width = draftWidth(client, controls.size().columns);
  const moved = moveVertically(draft, direction, width);
  if (moved) {
    const { view } = controls;
    return view.dispatch({
      type: 'edited',
      client: clientId,
      draft: moved,
      ...(recall && { recall }),
    });
  }
  const { history } = userView(controls.view.getState(), client?.user ?? '');
  const recalled =
    direction === 'up' ? olderEntry(history, recall, draft.text) : newerEntry(history, recall);
  if (!recalled) return;
  controls.view.dispatch({
    type: 'edited',
    client: clientId,
    draft: edit(draft, { type: 'replace', text: recalled.text }),
    ...(recalled.recall && { recall: recalled.recall }),
  });
}

function carryOut(controls: Controls, key: PromptKey) {
  const scene = sceneNow(controls);
  const { clientId, clientView } = scene;
  switch (key.type) {
    case 'submit':
      return submit(controls);
    case 'complete':
      return completeDraft(controls, scene);
    case 'up':
    case 'down':
      return moveOrRecall(controls, scene, key.type);
    case 'edit':
      return controls.view.dispatch({
        type: 'edited',
        client: clientId,
        draft: edit(clientView.draft, key.action),
      });
  }
}

/** A key at the prompt line, which gets the focus by it. False: it is not the prompt's. */
export function promptKey(controls: Controls, input: string, key: Key): boolean {
  const keys = promptKeys(input, key, sceneNow(controls).clientView.draft);
  if (keys.length === 0) return false;
  if (controls.view.getState().focus !== 'prompt') {
    controls.view.dispatch({ type: 'focused', focus: 'prompt' });
  }
  for (const each of keys) carryOut(controls, each);
  return true;
}
