import type { Command } from '../../repl/command.ts';
import { clientsInOrder } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import { type Controls, run, sceneNow } from '../controls.ts';
import { isWide } from '../layout.ts';
import { editDraftOutside } from '../prompt/edit-outside.ts';
import { edit } from '../prompt/editor.ts';
import { openSearch } from '../prompt/search-key.ts';
import { runView } from '../submit.ts';
import { type Anchor, scrollBy, scrollToTop, type TranscriptView } from '../transcript/window.ts';
import type { ViewState } from '../view.ts';
import type { KeyAction } from './key-table.ts';

/** Turns to the tab beside the selected one, around the ends. A user without a client gets one. */
export function beside(state: ScreenState, step: 1 | -1): Command | undefined {
  const stops = state.users.flatMap(({ name, clients }): Command[] =>
    clients.length === 0
      ? [{ type: 'user', user: name }]
      : clients.map((client) => ({ type: 'tab', client })),
  );
  const at = stops.findIndex((stop) => stop.type === 'tab' && stop.client === state.selected);
  return stops[(at + step + stops.length) % stops.length];
}

function scroll(
  controls: Controls,
  target: (view: TranscriptView, anchor: Anchor | undefined) => Anchor | undefined,
) {
  const { clientId, clientView, transcript } = sceneNow(controls);
  if (!transcript) return;
  const anchor = target(transcript, clientView.anchor);
  controls.view.dispatch({ type: 'scrolled', client: clientId, anchor });
}

const page = ({ height }: TranscriptView): number => Math.max(1, height - 1);

function isBusy(controls: Controls): boolean {
  const activity = sceneNow(controls).client?.activity;
  return activity === 'working' || activity === 'queued';
}

function cancel(controls: Controls) {
  const { clientId } = sceneNow(controls);
  run(controls, clientId, { type: 'cancel', client: clientId });
}

/** Closes what is open; else turns back to the prompt; else cancels. */
function closeOrCancel(controls: Controls, { overlay, focus, page: shown }: ViewState) {
  const { view } = controls;
  if (overlay) return view.dispatch({ type: 'overlay', overlay: undefined });
  if (focus !== 'prompt' || shown === 'panel') {
    return view.dispatch({ type: 'focused', focus: 'prompt' });
  }
  if (isBusy(controls)) cancel(controls);
}

/** Clears the draft, else cancels, else leaves the second time. */
function interrupt(controls: Controls, { quitArmed }: ViewState) {
  const { clientId, clientView } = sceneNow(controls);
  if (clientView.draft.text !== '') {
    const draft = edit(clientView.draft, { type: 'replace', text: '' });
    return controls.view.dispatch({ type: 'edited', client: clientId, draft });
  }
  if (quitArmed) return controls.quit();
  if (isBusy(controls)) return cancel(controls);
  controls.view.dispatch({ type: 'quit-armed' });
}

function turnTo(controls: Controls, id: string) {
  const state = controls.screen.getState();
  if (clientsInOrder(state).some((client) => client.id === id)) {
    return run(controls, state.selected ?? '', { type: 'tab', client: id });
  }
  controls.view.dispatch({ type: 'message', text: `there is no client ${id}: Ctrl+X n opens one` });
}

function turnBeside(controls: Controls, step: 1 | -1) {
  const state = controls.screen.getState();
  const command = beside(state, step);
  if (command) run(controls, state.selected ?? '', command);
}

/** Carries out what a key stands for; `before` is the view as it was when the key was pressed. */
export function act(controls: Controls, action: KeyAction, before: ViewState) {
  const { view } = controls;
  const { client, clientId } = sceneNow(controls);
  switch (action) {
    case 'chord':
      return view.dispatch({ type: 'chord' });
    case 'escape':
      return closeOrCancel(controls, before);
    case 'interrupt':
      return interrupt(controls, before);
    case 'quit-if-empty':
      return controls.quit();
    case 'new-client':
      return run(controls, clientId, { type: 'new', ...(client && { user: client.user }) });
    case 'close-client':
      return run(controls, clientId, { type: 'close', ...(client && { client: client.id }) });
    case 'users':
    case 'files':
    case 'ledger':
    case 'help':
      return runView(controls, action);
    case 'panel':
      return view.dispatch({ type: 'panel-toggled', wide: isWide(controls.size()) });
    case 'client-next':
      return turnBeside(controls, 1);
    case 'client-previous':
      return turnBeside(controls, -1);
    case 'page-up':
      return scroll(controls, (shown, anchor) => scrollBy(shown, anchor, -page(shown)));
    case 'page-down':
      return scroll(controls, (shown, anchor) => scrollBy(shown, anchor, page(shown)));
    case 'top':
      return scroll(controls, scrollToTop);
    case 'bottom':
      return scroll(controls, () => undefined);
    case 'tools':
      return view.dispatch({ type: 'tools-toggled' });
    case 'redraw':
      return controls.redraw();
    case 'history-search':
      return openSearch(controls);
    case 'external-editor':
      return void editDraftOutside(controls);
    case 'send':
    case 'newline':
    case 'history-previous':
    case 'history-next':
    case 'complete':
      // The prompt line's own, in `prompt/prompt-key.ts`.
      return;
    default:
      return turnTo(controls, `C${action.slice('client-'.length)}`);
  }
}
