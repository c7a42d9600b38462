import { type Controls, sceneNow } from '../controls.ts';
import type { KeyPress } from '../keys/key-name.ts';
import type { Scene } from '../scene.ts';
import { userView } from '../view.ts';
import { edit } from './editor.ts';
import type { History } from './history.ts';
import { promptKeys } from './keys.ts';
import { contentOf } from './pastes.ts';
import { emptySearch, type Search, searchFor, searchNewer, searchOlder } from './search.ts';
import type { KeyEvent } from './separate-keys.ts';

const historyOf = ({ view }: Controls, { user }: Scene): History =>
  userView(view.getState(), user?.name ?? '').history;

const show = ({ view }: Controls, { clientId: client }: Scene, search: Search | undefined) =>
  view.dispatch({ type: 'searched', client, search });

/** Begins to look through what this user has sent. */
export function openSearch(controls: Controls): void {
  const scene = sceneNow(controls);
  if (historyOf(controls, scene).length === 0) {
    const text = `${scene.user?.name ?? 'you'} sent nothing yet: there is nothing to search`;
    controls.view.dispatch({ type: 'message', text });
    return;
  }
  controls.view.dispatch({ type: 'focused', focus: 'prompt' });
  show(controls, scene, emptySearch);
}

/** What was found becomes the draft; ↑ and ↓ go on from there. */
function take(controls: Controls, scene: Scene, { index = -1 }: Search) {
  const content = historyOf(controls, scene)[index];
  if (!content) return show(controls, scene, undefined);
  const { draft } = scene.clientView;
  controls.view.dispatch({
    type: 'edited',
    client: scene.clientId,
    draft: edit(draft, { type: 'recall', content }),
    recall: { index, draft: contentOf(draft) },
  });
}

/** Text goes into the query. */
export function searchPaste(controls: Controls, text: string): void {
  const scene = sceneNow(controls);
  const { search = emptySearch } = scene.clientView;
  const [line = ''] = text.split(/[\r\n]/);
  show(controls, scene, searchFor(historyOf(controls, scene), search, search.query + line));
}

/**
 * A key while the history is searched. False: it is still to be carried out; if it is one that edits, then on what was
 * found.
 */
export function searchKey(
  controls: Controls,
  { name, text }: KeyPress,
  { input, key }: KeyEvent,
): boolean {
  const scene = sceneNow(controls);
  const { search, draft } = scene.clientView;
  if (!search) return false;
  const history = historyOf(controls, scene);
  switch (name) {
    case 'ctrl+r':
    case 'up':
      show(controls, scene, searchOlder(history, search));
      return true;
    case 'down':
      show(controls, scene, searchNewer(history, search));
      return true;
    case 'backspace':
    case 'ctrl+h': {
      const query = [...search.query].slice(0, -1).join('');
      show(controls, scene, searchFor(history, search, query));
      return true;
    }
    case 'enter':
    case 'tab':
      take(controls, scene, search);
      return true;
    case 'escape':
    case 'ctrl+c':
    case 'ctrl+g':
      show(controls, scene, undefined);
      return true;
  }
  if (text !== '') {
    searchPaste(controls, text);
    return true;
  }
  if (promptKeys(input, key, draft).length > 0) take(controls, scene, search);
  return false;
}
