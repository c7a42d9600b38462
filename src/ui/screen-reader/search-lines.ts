import { selectedClient } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import { allEntries, type Entry } from '../../screen/transcript.ts';
import { soughtPattern, soughtText } from '../search/sought.ts';
import { sessionWords } from './words.ts';

/** Of what is found, the newest: whoever listens can not glance over a list. */
const maximumFound = 20;

/** What an entry says, as safe text. */
function said(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'prompt':
      return [`prompt: ${entry.text}`];
    case 'answer':
      return [`answer: ${entry.text}`];
    case 'tool':
      return [`tool ${entry.tool} ${entry.subject}`, `result: ${entry.result}`];
    case 'notice':
      return [entry.text, entry.advice ?? ''];
    case 'fate':
      return entry.session === undefined ? [] : [`${sessionWords(entry.session)} ${entry.state}`];
  }
}

/** The lines of this client's transcript that hold a text, oldest first. */
export function searchLines(argument: string, state: ScreenState): readonly string[] {
  const sought = soughtText('', argument);
  const transcript = selectedClient(state)?.transcript;
  if (!transcript) return ['there is no client yet'];
  const pattern = soughtPattern(sought);
  const found = allEntries(transcript)
    .flatMap(said)
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.search(pattern) !== -1);
  if (found.length === 0) return [`nothing here holds "${sought}"`];
  const lines = found.length === 1 ? '1 line holds' : `${found.length} lines hold`;
  const rest = found.length > maximumFound ? `; the last ${maximumFound}` : '';
  const shown = found.slice(-maximumFound).map((line) => `  ${line.trim()}`);
  return [`${lines} "${sought}"${rest}:`, ...shown];
}
