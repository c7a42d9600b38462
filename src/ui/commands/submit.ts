import type { Command, ViewCommand } from '../../repl/command.ts';
import { parseLine } from '../../repl/command-language.ts';
import { clientCalled } from '../../screen/selectors.ts';
import type { ScreenClient, ScreenState } from '../../screen/state.ts';
import { type Controls, frontNow, run } from '../controls.ts';
import { offerCompletions } from '../prompt/complete-draft.ts';
import { contentOf, wholeText } from '../prompt/pastes.ts';
import { resetQuestion, userToReset } from './confirm-reset.ts';
import { runView } from './run-view.ts';

/** Says explicitly which client or user is meant: the one on the screen, whatever is selected by the time it runs. */
export function aimed(command: Command, client: ScreenClient | undefined): Command {
  if (!client) return command;
  switch (command.type) {
    case 'prompt':
    case 'close':
    case 'cancel':
    case 'rename':
      return { ...command, client: command.client ?? client.id };
    case 'new':
    case 'open':
    case 'diff':
    case 'list':
    case 'delete':
    case 'reset':
    case 'import':
    case 'export':
      return { ...command, user: command.user ?? client.user };
    case 'as':
    case 'all':
    case 'user':
    case 'tab':
    case 'identify':
    case 'sessions':
    case 'restart':
    case 'kill':
      return command;
  }
}

/** What is told by this client's transcript, at its end, and not by something that opens. */
const told: ReadonlySet<string> = new Set([
  'prompt',
  'all',
  'sessions',
  'restart',
  'delete',
  'reset',
]);

const isToldHere = (command: Command | ViewCommand, state: ScreenState): boolean =>
  command.type === 'as'
    ? clientCalled(state, command.client)?.id === state.selected
    : told.has(command.type);

/**
 * A reset is asked first: nothing is left of what it deletes. What was in one deleted file, its diff still tells. False:
 * there is nothing to ask, so that it can be carried out.
 */
function askedFirst({ screen, view }: Controls, client: string, command: Command): boolean {
  if (command.type !== 'reset' || command.confirmed) return false;
  const user = userToReset(command, screen.getState());
  if (user) {
    view.dispatch({
      type: 'asked-first',
      question: { text: resetQuestion(user), client, command },
    });
  }
  return user !== undefined;
}

/** Carries out what a line said, as the client in front. */
function carryOut(controls: Controls, command: Command | ViewCommand, onRefused?: () => void) {
  const { clientId } = frontNow(controls);
  if (command.type === 'view') return runView(controls, command);
  if (askedFirst(controls, clientId, command)) return;
  if (command.type !== 'all') return run(controls, clientId, command, onRefused);
  // What everybody was asked is answered side by side, unless nobody was.
  runView(controls, { type: 'view', view: 'compare' });
  run(controls, clientId, command, () => {
    const { overlay } = controls.view.getState();
    if (overlay?.kind === 'compare')
      controls.view.dispatch({ type: 'overlay', overlay: undefined });
    onRefused?.();
  });
}

/** Carries out a slash command that was not typed: a key stood for it, or it was chosen. The draft stays as it is. */
export function give(controls: Controls, line: string) {
  const parsed = parseLine(line);
  if (parsed.type === 'command') {
    const { client } = frontNow(controls);
    const command = parsed.command.type === 'view' ? parsed.command : aimed(parsed.command, client);
    return carryOut(controls, command);
  }
  if (parsed.type === 'error') controls.view.dispatch({ type: 'message', text: parsed.message });
}

/** Puts a command whose argument is missing into the prompt line. The draft comes back when it was sent or taken back. */
export function ask(controls: Controls, line: string) {
  const { clientId } = frontNow(controls);
  controls.view.dispatch({ type: 'focused', focus: 'prompt' });
  controls.view.dispatch({ type: 'asked', client: clientId, text: `${line} ` });
  offerCompletions(controls);
}

/**
 * The first client is there: it gets the draft, and is asked what was sent before. Only once its listeners know of the
 * client: they must hear of it before they hear of its requests.
 */
export function giveToFirstClient(
  controls: Controls,
  { client, user }: { readonly client: string; readonly user: string },
): void {
  const { held } = controls.view.getState();
  controls.view.dispatch({ type: 'first-client', client, user });
  queueMicrotask(() => {
    for (const { text, content } of held) {
      const sentBack = () => controls.view.dispatch({ type: 'sent-back', client, content });
      run(controls, client, { type: 'prompt', text, client }, sentBack);
    }
  });
}

/** Sends the draft: a prompt or a slash command. One that can't be read stays in the editor, one that is refused returns. */
export function submit(controls: Controls) {
  const { client, clientId, clientView } = frontNow(controls);
  const content = contentOf(clientView.draft);
  const text = wholeText(content);
  const parsed = parseLine(text);
  if (parsed.type === 'nothing') return;
  if (parsed.type === 'error') {
    return controls.view.dispatch({ type: 'message', text: parsed.message });
  }
  const command = parsed.command.type === 'view' ? parsed.command : aimed(parsed.command, client);
  if (!client && command.type === 'prompt') {
    controls.view.dispatch({ type: 'held', prompt: { text: command.text, content } });
    const whose = controls.screen.getState().users.length === 0 ? ': /user <name> makes one' : '';
    const message = `kept, and sent as soon as there is a client${whose}`;
    return controls.view.dispatch({ type: 'message', text: message });
  }
  const user = client?.user ?? '';
  const answered = isToldHere(command, controls.screen.getState());
  controls.view.dispatch({ type: 'sent', client: clientId, user, content, answered });
  const name = /^\s*\/([^\s/]+)/.exec(text)?.[1];
  if (name !== undefined) controls.view.dispatch({ type: 'used', command: name });
  carryOut(controls, command, () =>
    controls.view.dispatch({ type: 'sent-back', client: clientId, content }),
  );
}
