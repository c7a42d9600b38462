import { commandDefinitions } from '../../repl/command-language.ts';
import { type Controls, frontNow } from '../controls.ts';
import type { Front } from '../frame/scene.ts';
import { complete } from './completion.ts';
import { type CompletionList, choose, openList } from './completion-list.ts';
import { commandCandidate, completionSources } from './completion-sources.ts';
import type { EditorState } from './editor.ts';

const commands = commandDefinitions.map(commandCandidate);

/** What to offer for what stands at the draft's cursor. */
export function listFor(controls: Controls, draft: EditorState): CompletionList | undefined {
  const completion = complete(
    draft.text,
    draft.cursor,
    completionSources(controls.screen.getState(), commands),
    controls.fuzzy,
  );
  return completion && openList(completion, draft);
}

/** Offers what there is for the draft as it stands. */
export function offerCompletions(controls: Controls): void {
  const { clientId: client, clientView } = frontNow(controls);
  const { draft } = clientView;
  const list = listFor(controls, draft);
  if (list) controls.view.dispatch({ type: 'edited', client, draft, list });
}

function chooseFrom(
  { view }: Controls,
  { clientId: client }: Front,
  from: CompletionList,
  step: 1 | -1,
) {
  const { list, draft } = choose(from, step);
  const isOnly = list.candidates.length === 1;
  view.dispatch({ type: 'edited', client, draft, ...(!isOnly && { list }) });
}

/** Tab where no list is open: takes the best candidate, and offers the others. */
export function completeDraft(controls: Controls, front: Front): void {
  const list = listFor(controls, front.clientView.draft);
  if (list) chooseFrom(controls, front, list, 1);
}

const steps: Readonly<Record<string, 1 | -1>> = {
  complete: 1,
  'history-next': 1,
  'shift+tab': -1,
  'history-previous': -1,
};

/** A key, or what it is bound to, while completions are offered. False: it has nothing to do with them. */
export function listKey(controls: Controls, key: string): boolean {
  const front = frontNow(controls);
  const { clientId: client, clientView } = front;
  const { draft, list } = clientView;
  if (!list) return false;
  const step = steps[key];
  if (step) chooseFrom(controls, front, list, step);
  else if (key === 'escape') {
    controls.view.dispatch({ type: 'edited', client, draft: list.typed });
  } else if (key === 'send' && list.mention && list.index !== -1) {
    // The prompt goes on behind a file's name.
    controls.view.dispatch({ type: 'edited', client, draft });
  } else return false;
  return true;
}
