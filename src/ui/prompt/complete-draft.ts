import { commandDefinitions } from '../../repl/command-language.ts';
import { clientsInOrder, selectedUser } from '../../screen/selectors.ts';
import { type Controls, sceneNow } from '../controls.ts';
import type { KeyPress } from '../keys/key-name.ts';
import type { Scene } from '../scene.ts';
import { type Candidate, type CompletionSources, complete } from './completion.ts';
import { type CompletionList, choose, openList } from './completion-list.ts';
import type { EditorState } from './editor.ts';
import { rankFuzzily } from './fuzzy.ts';

const commands: readonly Candidate[] = commandDefinitions.map(({ name, usage, help }) => ({
  text: `/${name}`,
  usage,
  help,
}));

function sources({ screen }: Controls): CompletionSources {
  const state = screen.getState();
  return {
    commands,
    users: state.users.map(({ name }) => name),
    clients: clientsInOrder(state).map(({ user, id }) => ({ user, client: id })),
    files: [...(selectedUser(state)?.files.keys() ?? [])],
  };
}

/** What to offer for what stands at the draft's cursor. */
export function listFor(controls: Controls, draft: EditorState): CompletionList | undefined {
  const completion = complete(draft.text, draft.cursor, sources(controls), rankFuzzily);
  return completion && openList(completion, draft);
}

function chooseFrom(
  { view }: Controls,
  { clientId: client }: Scene,
  from: CompletionList,
  step: 1 | -1,
) {
  const { list, draft } = choose(from, step);
  const isOnly = list.candidates.length === 1;
  view.dispatch({ type: 'edited', client, draft, ...(!isOnly && { list }) });
}

/** Tab where no list is open: takes the best candidate, and offers the others. */
export function completeDraft(controls: Controls, scene: Scene): void {
  const list = listFor(controls, scene.clientView.draft);
  if (list) chooseFrom(controls, scene, list, 1);
}

const steps: Readonly<Record<string, 1 | -1>> = { tab: 1, down: 1, 'shift+tab': -1, up: -1 };

/** A key while completions are offered. False: it has nothing to do with them. */
export function listKey(controls: Controls, { name }: KeyPress): boolean {
  const scene = sceneNow(controls);
  const { clientId: client, clientView } = scene;
  const { draft, list } = clientView;
  if (!list) return false;
  const step = steps[name];
  if (step) chooseFrom(controls, scene, list, step);
  else if (name === 'escape') {
    controls.view.dispatch({ type: 'edited', client, draft: list.typed });
  } else if (name === 'enter' && list.mention && list.index !== -1) {
    // The prompt goes on behind a file's name.
    controls.view.dispatch({ type: 'edited', client, draft });
  } else return false;
  return true;
}
