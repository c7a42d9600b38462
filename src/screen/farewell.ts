import { fateText } from './fate-text.ts';
import { clientsInOrder, ledgerTotals, selectedClient, shortSession } from './selectors.ts';
import type { ScreenClient, ScreenState } from './state.ts';
import { allEntries, type Entry } from './transcript.ts';

const maximumLines = 40;
const maximumLeaks = 8;

/** The first column is the program's own: no text from outside can pass for a line of the ledger. */
const indented = (text: string): readonly string[] => text.split('\n').map((line) => `  ${line}`);

function entryLines(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'prompt':
      return ['', ...entry.text.split('\n').map((line) => `› ${line}`)];
    case 'answer':
      return indented(entry.text.trim());
    case 'tool':
      return [`${entry.state === 'ok' ? '✓' : '✗'} ${entry.tool} ${entry.subject}`];
    case 'notice':
      return indented(entry.advice ? `${entry.text}\n${entry.advice}` : entry.text);
    case 'fate':
      return [`⟳ ${fateText(entry)}`];
  }
}

/** The sessions that leaked, and the ledger's totals; empty where there was no session. */
export function accounts(state: ScreenState): readonly string[] {
  if (state.ledger.created === 0) return [];
  const leaks = state.ledger.entries
    .filter((entry) => entry.state === 'leaked')
    .slice(-maximumLeaks)
    .map(({ user, client, session }) => `leaked: ${shortSession(session)} of ${user}·${client}`);
  return [...leaks, `sessions: ${ledgerTotals(state.ledger)}`];
}

/** The number of the first entry of a client that does not stand in the normal screen yet. */
export type WrittenOf = (client: string) => number;

const unwritten = ({ transcript }: ScreenClient, written: number): readonly Entry[] =>
  allEntries(transcript).slice(Math.max(0, written - transcript.dropped));

/**
 * What the operator still needs once the screen is gone: the end of the transcript that was in front, the sessions
 * that leaked, and the ledger's totals. Plain text of at most 40 lines, with a line end; empty where nothing happened.
 */
export function farewell(state: ScreenState, written: WrittenOf = () => 0): string {
  if (state.ledger.created === 0) return '';
  const client = selectedClient(state) ?? clientsInOrder(state)[0];
  const end = accounts(state);
  const lines = client
    ? unwritten(client, written(client.id)).slice(-maximumLines).flatMap(entryLines)
    : [];
  const room = maximumLines - end.length - 3;
  const shown = lines.slice(-room);
  const title = client && shown.length > 0 ? [`${client.user}·${client.id}`] : [];
  const cut = shown.length < lines.length ? ['…'] : [];
  return `${[...title, ...cut, ...shown, '', ...end].join('\n')}\n`;
}
