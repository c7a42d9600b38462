import { errorText, reportError } from '../../repl/errors.ts';
import { type Controls, frontNow } from '../controls.ts';
import { clientView, noClient } from '../view/view.ts';
import { edit } from './editor.ts';
import { wholeText } from './pastes.ts';

/** Has the operator edit the draft in an editor of their own. The draft stays as it is where that fails. */
export async function editDraftOutside(controls: Controls): Promise<void> {
  const { view, screen, editText } = controls;
  const say = (text: string) => view.dispatch({ type: 'message', text });
  if (!editText) return say('no editor can be opened from here');
  const { clientId, clientView: before } = frontNow(controls);
  const text = wholeText(before.draft);
  let edited: string;
  try {
    edited = await editText(text);
  } catch (error) {
    return say(errorText(reportError(error)));
  }
  // Where the first client has come meanwhile, the draft is its own.
  const client = clientId === noClient ? frontNow(controls).clientId : clientId;
  if (client !== noClient && !screen.getState().clients.has(client)) {
    return say(`${client} was closed meanwhile, and what you wrote for it is gone`);
  }
  // A folded paste stays folded where nothing was changed.
  if (edited === text) {
    return say('nothing was changed; an editor with a window of its own must wait: "code -w"');
  }
  const { draft } = clientView(view.getState(), client);
  view.dispatch({
    type: 'edited',
    client,
    draft: edit(draft, { type: 'replace', text: edited }),
  });
}
