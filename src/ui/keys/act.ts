import { clientsInOrder } from '../../screen/selectors.ts';
import { ask, give } from '../commands/submit.ts';
import { type Controls, frontNow, run } from '../controls.ts';
import { editDraftOutside } from '../prompt/edit-outside.ts';
import { edit } from '../prompt/editor.ts';
import { openHistorySearch } from '../prompt/history-search-key.ts';
import type { ViewState } from '../view/view.ts';
import { withoutSearch } from './file-overlay-keys.ts';
import { endFilter } from './files-keys.ts';
import type { OwnAction } from './key-table.ts';
import type { Bound } from './keymap.ts';

function isBusy(controls: Controls): boolean {
  // What is shown as working is over long since.
  if (controls.replay) return false;
  const activity = frontNow(controls).client?.activity;
  return activity === 'working' || activity === 'queued';
}

function cancel(controls: Controls) {
  const { clientId } = frontNow(controls);
  run(controls, clientId, { type: 'cancel', client: clientId });
}

/**
 * Closes what is open, a search first; else turns back to the prompt, and to the draft that gave way; else cancels; else
 * turns back to the transcript's end.
 */
function closeOrCancel(controls: Controls, { overlay, focus, page: shown }: ViewState) {
  const { view } = controls;
  if (overlay?.kind === 'file' || overlay?.kind === 'diff') {
    return view.dispatch({ type: 'overlay', overlay: withoutSearch(overlay) });
  }
  if (overlay) return view.dispatch({ type: 'overlay', overlay: undefined });
  if (focus === 'files' && endFilter(controls)) return;
  if (focus !== 'prompt' || shown === 'panel') {
    return view.dispatch({ type: 'focused', focus: 'prompt' });
  }
  const { clientId, clientView } = frontNow(controls);
  if (clientView.setAside) return view.dispatch({ type: 'taken-back', client: clientId });
  if (isBusy(controls)) return cancel(controls);
  view.dispatch({ type: 'scrolled', client: clientId, anchor: undefined });
}

/** Closes what lies over the screen, else clears the draft, else cancels, else leaves the second time. */
function interrupt(controls: Controls, { quitArmed, overlay }: ViewState) {
  const { view } = controls;
  if (overlay) return view.dispatch({ type: 'overlay', overlay: undefined });
  const { clientId, clientView } = frontNow(controls);
  if (clientView.setAside) return view.dispatch({ type: 'taken-back', client: clientId });
  if (clientView.draft.text !== '') {
    const draft = edit(clientView.draft, { type: 'replace', text: '' });
    return view.dispatch({ type: 'edited', client: clientId, draft });
  }
  if (quitArmed) return controls.quit();
  if (isBusy(controls)) return cancel(controls);
  view.dispatch({ type: 'quit-armed' });
}

function actOwn(controls: Controls, action: OwnAction, before: ViewState) {
  switch (action) {
    case 'chord':
      return controls.view.dispatch({ type: 'chord' });
    case 'escape':
      return closeOrCancel(controls, before);
    case 'interrupt':
      return interrupt(controls, before);
    case 'history-search':
      return openHistorySearch(controls);
    case 'external-editor':
      return void editDraftOutside(controls);
    default:
      // The prompt line's own, in `prompt/prompt-key.ts`.
      return;
  }
}

/** A slip of a key is told until the next one, not in the transcript. */
function missingClient({ keys, screen }: Controls, line: string): string | undefined {
  const id = /^\/tab (\d+)$/.exec(line)?.[1];
  if (id === undefined) return undefined;
  if (clientsInOrder(screen.getState()).some((client) => client.id === `C${id}`)) return undefined;
  return `there is no client C${id}: ${keys.labelOf('new') ?? '/new'} opens one`;
}

/** Carries out what a key stands for; `before` is the view as it was when the key was pressed. */
export function act(controls: Controls, bound: Bound, before: ViewState) {
  if (bound.type === 'own') return actOwn(controls, bound.action, before);
  if (bound.asks) return ask(controls, bound.line);
  const missing = missingClient(controls, bound.line);
  if (missing) return controls.view.dispatch({ type: 'message', text: missing });
  give(controls, bound.line);
}
