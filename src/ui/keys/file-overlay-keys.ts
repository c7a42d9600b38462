import { type Controls, run, sceneNow } from '../controls.ts';
import type { FileDocument } from '../files/document.ts';
import { nextFound, rowsFound } from '../files/search.ts';
import { innerSize } from '../overlay/box-lines.ts';
import { shownDocument } from '../overlay/file-lines.ts';
import type { FileOverlay } from '../overlay/overlay.ts';
import { soughtText, withoutLast } from '../search/sought.ts';
import type { KeyPress } from './key-name.ts';

const show = (controls: Controls, overlay: FileOverlay): void =>
  controls.view.dispatch({ type: 'overlay', overlay });

function documentNow(controls: Controls, overlay: FileOverlay): FileDocument | undefined {
  const { layout, user } = sceneNow(controls);
  if (layout.kind !== 'screen') return undefined;
  const { width } = innerSize(layout.body.width, layout.body.height);
  return shownDocument(overlay, user, width, controls.view.getState())?.document;
}

/** Searches for the text from where one is on. */
function searchFile(controls: Controls, overlay: FileOverlay, text: string) {
  const document = documentNow(controls, overlay);
  const found = document ? rowsFound(document, text) : [];
  const top = nextFound(found, overlay.top - 1, 1) ?? overlay.top;
  show(controls, { ...overlay, top, search: { text, typing: true } });
}

/** Text goes into the search, where one is being typed. */
export function typeIntoSearch(controls: Controls, overlay: FileOverlay, text: string) {
  if (!overlay.search?.typing) return;
  searchFile(controls, overlay, soughtText(overlay.search.text, text));
}

/** Without the search; undefined where there is none. */
export function withoutSearch({ search, ...overlay }: FileOverlay): FileOverlay | undefined {
  return search && overlay;
}

function goToFound(controls: Controls, overlay: FileOverlay, step: 1 | -1) {
  const document = documentNow(controls, overlay);
  if (!document || !overlay.search) return;
  const top = nextFound(rowsFound(document, overlay.search.text), overlay.top, step);
  if (top !== undefined) show(controls, { ...overlay, top });
}

/** What the file's last change made different; from there, what the whole request did, and back. */
function askForDiff(controls: Controls, { kind, user: name }: FileOverlay) {
  const { user, clientId } = sceneNow(controls);
  const { opened, diffed } = user ?? {};
  const path = kind === 'diff' ? diffed?.path : opened?.path;
  if (path === undefined) return;
  const since = kind === 'diff' && diffed?.since === 'change' ? 'request' : 'change';
  run(controls, clientId, { type: 'diff', user: name, path, since });
}

/** A key while a file or a change of one is shown. False: it moves, or is of no use here. */
export function fileOverlayKey(
  controls: Controls,
  overlay: FileOverlay,
  { name, text }: KeyPress,
): boolean {
  const { search } = overlay;
  if (search?.typing) {
    if (name === 'enter') show(controls, { ...overlay, search: { ...search, typing: false } });
    else if (name === 'backspace') searchFile(controls, overlay, withoutLast(search.text));
    else if (text !== '') typeIntoSearch(controls, overlay, text);
    else return false;
    return true;
  }
  switch (name) {
    case '/':
      show(controls, { ...overlay, search: { text: '', typing: true } });
      return true;
    case 'n':
    case 'N':
      goToFound(controls, overlay, name === 'n' ? 1 : -1);
      return true;
    case 'm':
      controls.view.dispatch({ type: 'raw-toggled' });
      return true;
    case 'd':
      askForDiff(controls, overlay);
      return true;
    default:
      return false;
  }
}
