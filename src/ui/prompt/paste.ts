import { maximumPromptBytes } from '../../repl/command-language.ts';
import { type Controls, frontNow } from '../controls.ts';
import { edit } from './editor.ts';
import { pasteIntoHistorySearch } from './history-search-key.ts';
import { wholeText } from './pastes.ts';

/** Pasted text goes into the draft as it is. Says so where there is more than can be sent. */
export function pasteIntoDraft(controls: Controls, text: string): void {
  const { view, keys } = controls;
  const { clientId: client, clientView, promptMode } = frontNow(controls);
  if (promptMode === 'history-search') {
    pasteIntoHistorySearch(controls, text);
    return;
  }
  const draft = edit(clientView.draft, { type: 'paste', text });
  view.dispatch({ type: 'focused', focus: 'prompt' });
  view.dispatch({ type: 'edited', client, draft });
  const bytes = Buffer.byteLength(wholeText(draft));
  if (bytes <= maximumPromptBytes) return;
  const most = maximumPromptBytes / 1024;
  const sizes = `${Math.ceil(bytes / 1024)} KiB of at most ${most} KiB`;
  const key = keys.labelOf('external-editor');
  const advice = key === undefined ? '' : `. ${key} shortens it in an editor`;
  view.dispatch({ type: 'message', text: `too long to send: ${sizes}${advice}` });
}
