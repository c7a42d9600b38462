import type { Command, ViewCommand } from '../repl/command.ts';
import { parseLine } from '../repl/command-language.ts';
import type { ScreenClient } from '../screen/state.ts';
import { allEntries } from '../screen/transcript.ts';
import { type Controls, run, sceneNow } from './controls.ts';
import { contentOf, wholeText } from './prompt/pastes.ts';

/** Says explicitly which client or user is meant: the one on the screen, whatever is selected by the time it runs. */
export function aimed(command: Command, client: ScreenClient | undefined): Command {
  if (!client) return command;
  switch (command.type) {
    case 'prompt':
    case 'close':
    case 'cancel':
      return { ...command, client: command.client ?? client.id };
    case 'new':
    case 'open':
    case 'reset':
      return { ...command, user: command.user ?? client.user };
    default:
      return command;
  }
}

/** Carries out what only changes what is shown. */
export function runView({ view, screen, quit }: Controls, name: ViewCommand['view']) {
  switch (name) {
    case 'quit':
      return quit();
    case 'files':
    case 'ledger':
      return view.dispatch({ type: 'focused', focus: name });
    case 'help':
    case 'model':
      return view.dispatch({ type: 'overlay', overlay: { kind: name, top: 0 } });
    case 'users': {
      const { users, clients, selected = '' } = screen.getState();
      const user = clients.get(selected)?.user;
      const cursor = Math.max(
        0,
        users.findIndex((each) => each.name === user),
      );
      return view.dispatch({ type: 'overlay', overlay: { kind: 'users', cursor, name: '' } });
    }
    case 'clear': {
      const { clients, selected = '' } = screen.getState();
      const transcript = clients.get(selected)?.transcript;
      if (!transcript) return;
      // What is going on is left: the operator still waits for it.
      const running = transcript.open.length > 0;
      const before =
        transcript.dropped + (running ? transcript.settled.length : allEntries(transcript).length);
      return view.dispatch({ type: 'cleared', client: selected, before });
    }
  }
}

/** Sends the draft: a prompt or a slash command. One that can't be read stays in the editor, one that is refused returns. */
export function submit(controls: Controls) {
  const { client, clientId, clientView } = sceneNow(controls);
  const content = contentOf(clientView.draft);
  const parsed = parseLine(wholeText(content));
  if (parsed.type === 'nothing') return;
  if (parsed.type === 'error') {
    return controls.view.dispatch({ type: 'message', text: parsed.message });
  }
  const user = client?.user ?? '';
  controls.view.dispatch({ type: 'sent', client: clientId, user, content });
  const { command } = parsed;
  if (command.type === 'view') runView(controls, command.view);
  else {
    run(controls, clientId, aimed(command, client), () =>
      controls.view.dispatch({ type: 'sent-back', client: clientId, content }),
    );
  }
}
