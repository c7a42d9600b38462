import { type Controls, frontNow } from '../controls.ts';
import type { Front } from '../frame/scene.ts';
import { soughtText, withoutLast } from '../search/sought.ts';
import { userView } from '../view/view.ts';
import { edit } from './editor.ts';
import type { History } from './history.ts';
import {
  emptyHistorySearch,
  type HistorySearch,
  searchHistory,
  searchNewer,
  searchOlder,
} from './history-search.ts';
import { promptKeys } from './keys.ts';
import { contentOf } from './pastes.ts';
import type { KeyEvent } from './separate-keys.ts';

const historyOf = ({ view }: Controls, { user }: Front): History =>
  userView(view.getState(), user?.name ?? '').history;

const show = ({ view }: Controls, { clientId: client }: Front, search: HistorySearch | undefined) =>
  view.dispatch({ type: 'history-searched', client, historySearch: search });

/** Begins to look through what this user has sent. */
export function openHistorySearch(controls: Controls): void {
  const front = frontNow(controls);
  if (historyOf(controls, front).length === 0) {
    const text = `${front.user?.name ?? 'you'} sent nothing yet: there is nothing to search`;
    controls.view.dispatch({ type: 'message', text });
    return;
  }
  controls.view.dispatch({ type: 'focused', focus: 'prompt' });
  show(controls, front, emptyHistorySearch);
}

/** What was found becomes the draft; ↑ and ↓ go on from there. */
function take(controls: Controls, front: Front, { index = -1 }: HistorySearch) {
  const content = historyOf(controls, front)[index];
  if (!content) return show(controls, front, undefined);
  const { draft } = front.clientView;
  controls.view.dispatch({
    type: 'edited',
    client: front.clientId,
    draft: edit(draft, { type: 'recall', content }),
    recall: { index, draft: contentOf(draft) },
  });
}

/** Pasted text goes into the query. */
export function pasteIntoHistorySearch(controls: Controls, text: string): void {
  const front = frontNow(controls);
  const { historySearch: search = emptyHistorySearch } = front.clientView;
  const query = soughtText(search.query, text);
  show(controls, front, searchHistory(historyOf(controls, front), search, query));
}

/**
 * A key while the history is searched: `pressed` is its name or what it is bound to, `text` what it writes. False: it
 * is still to be carried out; if it is one that edits, then on what was found.
 */
export function historySearchKey(
  controls: Controls,
  pressed: string,
  text: string,
  { input, key }: KeyEvent,
): boolean {
  const front = frontNow(controls);
  const { historySearch: search, draft } = front.clientView;
  if (!search) return false;
  const history = historyOf(controls, front);
  switch (pressed) {
    case 'history-search':
    case 'history-previous':
      show(controls, front, searchOlder(history, search));
      return true;
    case 'history-next':
      show(controls, front, searchNewer(history, search));
      return true;
    case 'backspace':
    case 'ctrl+h': {
      show(controls, front, searchHistory(history, search, withoutLast(search.query)));
      return true;
    }
    case 'send':
    case 'complete':
      take(controls, front, search);
      return true;
    case 'escape':
    case 'interrupt':
    // As in a shell, where the same key gives a search up.
    case 'external-editor':
      show(controls, front, undefined);
      return true;
  }
  if (text !== '') {
    // Letter by letter, however fast they were typed: what is found depends on what was found before.
    const typed = [...text].reduce(
      (each, letter) => searchHistory(history, each, soughtText(each.query, letter)),
      search,
    );
    show(controls, front, typed);
    return true;
  }
  if (promptKeys(input, key, draft).length > 0) take(controls, front, search);
  return false;
}
