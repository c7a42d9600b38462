import { fateText } from './fate-text.ts';
import { markdownLines } from './markdown.ts';
import {
  clientLabel,
  clientsInOrder,
  isUnread,
  ledgerTotals,
  selectedClient,
  shortSession,
} from './selectors.ts';
import type { ScreenClient, ScreenState } from './state.ts';
import { allEntries, type Entry } from './transcript.ts';

const maximumLines = 40;
const maximumLeaks = 8;
/** Clients behind whose answers are told; of the others it is said that there are some. */
const maximumUnread = 3;

/** The first column is the program's own: no text from outside can pass for a line of the ledger. */
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** Markdown as it was on the screen, but for its styles. */
const answerLines = (text: string, width: number): readonly string[] =>
  markdownLines(text.trim(), Math.max(1, width - 2)).map((spans) =>
    spans.map((span) => span.text).join(''),
  );

function entryLines(entry: Entry, width: number): readonly string[] {
  switch (entry.kind) {
    case 'prompt':
      return ['', ...entry.text.split('\n').map((line) => `› ${line}`)];
    case 'answer':
      return indented(answerLines(entry.text, width));
    case 'tool':
      return [`${entry.state === 'ok' ? '✓' : '✗'} ${entry.tool} ${entry.subject}`];
    case 'notice':
      return indented([entry.text, ...(entry.advice ? [entry.advice] : [])].join('\n').split('\n'));
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

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const titleOf = (client: ScreenClient): string => `${client.user}·${clientLabel(client)}`;

/** The end of what a client's transcript tells. */
function endOf(client: ScreenClient, entries: readonly Entry[], width: number): Section {
  const lines = entries.slice(-maximumLines).flatMap((entry) => entryLines(entry, width));
  return { title: titleOf(client), lines };
}

/** What a client behind has told since one was there last: its last request. */
function unreadOf(client: ScreenClient, width: number): Section {
  const all = allEntries(client.transcript);
  const last = all.slice(
    Math.max(
      0,
      all.findLastIndex(({ kind }) => kind === 'prompt'),
    ),
  );
  const { title, lines } = endOf(client, last, width);
  return { title: `${title}, not read yet`, lines };
}

/** At most `height` lines of it, its end. */
function drawn({ title, lines }: Section, height: number): readonly string[] {
  if (lines.length + 1 <= height) return [title, ...lines];
  return [title, '…', ...lines.slice(lines.length - Math.max(0, height - 2))];
}

/**
 * What the operator still needs once the screen is gone: what clients behind have answered unread, the end of the
 * transcript that was in front, the sessions that leaked, and the ledger's totals. Plain text of at most 40 lines, in
 * which answers are wrapped to `width` columns, with a line end; empty where nothing happened.
 */
export function farewell(state: ScreenState, writtenOf: WrittenOf = () => 0, width = 80): string {
  if (state.ledger.created === 0) return '';
  const clients = clientsInOrder(state);
  const front = selectedClient(state) ?? clients[0];
  const unread = clients.filter((client) => client !== front && isUnread(client));
  const told = unread.slice(0, maximumUnread).map((client) => unreadOf(client, width));
  const untold = unread.slice(maximumUnread).map(titleOf);
  const more = untold.length > 0 ? [`${untold.length} more not read yet: ${untold.join(' ')}`] : [];
  const end = [...more, ...accounts(state)];
  const own =
    front &&
    endOf(
      front,
      allEntries(front.transcript).slice(
        Math.max(0, writtenOf(front.id) - front.transcript.dropped),
      ),
      width,
    );
  const sections = [...told, ...(own && own.lines.length > 0 ? [own] : [])];
  const lines: string[] = [];
  sections.forEach((section, index) => {
    // What one leaves over is for the next; a blank line follows each.
    const room = maximumLines - end.length - lines.length;
    lines.push(...drawn(section, Math.floor(room / (sections.length - index)) - 1), '');
  });
  return `${[...lines, ...(lines.length === 0 ? [''] : []), ...end].join('\n')}\n`;
}
