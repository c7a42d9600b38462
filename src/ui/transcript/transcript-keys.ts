import type { Entry } from '../../screen/transcript.ts';
import { type Controls, sceneNow } from '../controls.ts';
import type { Scene } from '../frame/scene.ts';
import type { KeyPress } from '../keys/key-name.ts';
import { soughtText, withoutLast } from '../search/sought.ts';
import type { ViewState } from '../view/view.ts';
import { transcriptPlace } from './place.ts';
import { anchorOf, searchTranscript, stepSearch, type TranscriptSearch } from './search.ts';
import { callsInView, nextCall } from './tool-cursor.ts';
import { scrollBy, scrollToRow, type TranscriptView, visibleRows } from './window.ts';

/*
 * The keys that the transcript has a use for: searching, and opening single tool calls.
 */

function show(controls: Controls, view: TranscriptView, search: TranscriptSearch | undefined) {
  const { clientId, clientView } = sceneNow(controls);
  controls.view.dispatch({ type: 'searched', client: clientId, search });
  if (!search) return;
  const anchor = anchorOf(view, clientView.anchor, search);
  controls.view.dispatch({ type: 'scrolled', client: clientId, anchor });
}

/** With `--inline` nothing but what is not finished yet is ours to search or to scroll. */
export const aboveTheFrame =
  "that is above the frame: the terminal's own search, scrolling and clear are for it";

/** Begins a search, or goes on with another text. `typing`: what is typed next belongs to the text. */
export function startTranscriptSearch(controls: Controls, text: string, typing: boolean) {
  const { transcript, clientView } = sceneNow(controls);
  if (!transcript) return;
  if (controls.inline) return controls.view.dispatch({ type: 'message', text: aboveTheFrame });
  const { search, anchor } = clientView;
  const from = search?.typing ? search.from : anchor;
  show(controls, transcript, searchTranscript(transcript, from, text, typing));
}

const steps: Readonly<Record<string, 1 | -1>> = { down: 1, n: 1, up: -1, N: -1 };

function textKey(controls: Controls, search: TranscriptSearch, { name, text }: KeyPress): boolean {
  const { transcript } = sceneNow(controls);
  if (!transcript) return false;
  const step = text === '' ? steps[name] : undefined;
  if (step) show(controls, transcript, { ...stepSearch(transcript, search, step), typing: true });
  else if (name === 'enter') {
    show(controls, transcript, search.text === '' ? undefined : { ...search, typing: false });
  } else if (name === 'ctrl+u') startTranscriptSearch(controls, '', true);
  else if (name === 'backspace') {
    if (search.text === '') show(controls, transcript, undefined);
    else startTranscriptSearch(controls, withoutLast(search.text), true);
  } else if (text !== '') startTranscriptSearch(controls, soughtText(search.text, text), true);
  else return false;
  return true;
}

function searchKey(
  controls: Controls,
  search: TranscriptSearch,
  { name, text }: KeyPress,
): boolean {
  const { transcript } = sceneNow(controls);
  if (!transcript) return false;
  // Keys that are typed fast come as one.
  const keys = /^[nN]+$/.test(text) ? [...text] : [name];
  const taken = keys.map((key) => steps[key]).filter((step) => step !== undefined);
  if (taken.length > 0) {
    const at = (found: TranscriptSearch, step: 1 | -1) => stepSearch(transcript, found, step);
    show(controls, transcript, taken.reduce(at, search));
  } else if (text.startsWith('/'))
    startTranscriptSearch(controls, soughtText('', text.slice(1)), true);
  else if (name !== 'enter') {
    // Whoever types has turned to the prompt.
    if (text !== '') show(controls, transcript, undefined);
    return false;
  }
  return true;
}

/** Tab goes through the tool calls in the window, from the prompt upwards. False where there is none. */
function selectCall(controls: Controls, { clientId, clientView, transcript }: Scene, step: 1 | -1) {
  if (!transcript) return false;
  const { rows } = visibleRows(transcript, clientView.anchor);
  const call = nextCall(callsInView(transcript, rows), clientView.call, step);
  if (call === undefined) return false;
  controls.view.dispatch({ type: 'call-selected', client: clientId, call });
  return true;
}

/** Opens or closes the call, whose row stays in the window and, if it was further up, where it is. */
function toggleCall(controls: Controls, { clientId: client, clientView, transcript }: Scene) {
  const { call, anchor } = clientView;
  if (!transcript || call === undefined) return;
  const isCall = (entry: Entry | undefined) => entry?.kind === 'tool' && entry.call === call;
  const y = visibleRows(transcript, anchor).rows.findIndex(
    ({ entry, row }) => row === 0 && isCall(transcript.entries[entry - transcript.first]),
  );
  controls.view.dispatch({ type: 'call-toggled', client, call });
  const { transcript: toggled } = sceneNow(controls);
  const index = toggled?.entries.findIndex(isCall) ?? -1;
  if (!toggled || index < 0) return;
  const target = { entry: toggled.first + index, row: 0 };
  const kept = scrollToRow(toggled, anchor, target, Math.max(0, y));
  controls.view.dispatch({ type: 'scrolled', client, anchor: scrollBy(toggled, kept, 0) });
}

function callKey(controls: Controls, scene: Scene, { name }: KeyPress): boolean {
  const { clientId: client, clientView } = scene;
  const { view } = controls;
  if (clientView.call === undefined) return false;
  if (name === 'enter' || controls.keys.keysOf('tools').includes(name)) {
    toggleCall(controls, scene);
  } else if (name === 'escape' || name === 'ctrl+c') {
    view.dispatch({ type: 'call-selected', client, call: undefined });
  } else return false;
  return true;
}

/** A key while the prompt has the focus. False: the transcript has no use for it. */
export function transcriptKey(controls: Controls, press: KeyPress, before: ViewState): boolean {
  if (before.overlay || before.focus !== 'prompt') return false;
  const scene = sceneNow(controls);
  const { clientView, transcript } = scene;
  const { search } = clientView;
  if (!transcript) return false;
  if (search && (press.name === 'escape' || press.name === 'ctrl+c')) {
    show(controls, transcript, undefined);
    return true;
  }
  const place = transcriptPlace(scene);
  if (search && place === 'typing a search') return textKey(controls, search, press);
  if (clientView.draft.text !== '') return false;
  if (search && place === 'searching' && searchKey(controls, search, press)) return true;
  if (press.name === 'tab') return selectCall(controls, scene, -1);
  if (press.name === 'shift+tab') return selectCall(controls, scene, 1);
  if (place === 'tool call' && callKey(controls, scene, press)) return true;
  // What comes as one is a slash command, typed ahead or pasted.
  if (press.text === '/' && place === 'scrolled up') {
    startTranscriptSearch(controls, '', true);
    return true;
  }
  return false;
}

/** Text that is pasted while a search is typed belongs to it. */
export function pasteIntoTranscriptSearch(controls: Controls, text: string): boolean {
  const scene = sceneNow(controls);
  const { search } = scene.clientView;
  if (!search || transcriptPlace(scene) !== 'typing a search') return false;
  startTranscriptSearch(controls, soughtText(search.text, text), true);
  return true;
}
