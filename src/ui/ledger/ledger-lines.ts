import { type Ledger, type LedgerEntry, replacedServers } from '../../repl/ledger.ts';
import { durationText } from '../../screen/fate-text.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { ledgerTotals, shortSession } from '../../screen/selectors.ts';
import type { ScreenUser } from '../../screen/state.ts';
import { attention, bad, good, type Style, secondary, userColour } from '../look/theme.ts';
import { listTop } from '../rows/list-window.ts';
import { cell, column, fitLine, type Line, lineWidth, rightColumn, spread } from '../rows/row.tsx';
import { lifetime, sessionBar } from './session-bar.ts';

const states: Record<LedgerEntry['state'], { readonly words: string; readonly style: Style }> = {
  live: { words: '◌ live', style: attention },
  answered: { words: '◌ ends', style: attention },
  destroyed: { words: '◌ ends', style: attention },
  gone: { words: '✓ gone', style: good },
  leaked: { words: '✗ leaked', style: bad },
  cleared: { words: '✓ late', style: secondary },
};

/** The row that is selected: the newest one where that session is not there. */
export const ledgerCursor = ({ entries }: Ledger, session: string | undefined): number => {
  const index = entries.findLastIndex((entry) => entry.session === session);
  return index < 0 ? 0 : entries.length - 1 - index;
};

/** Beside the bar: cursor, client, session, spaces, the bar's ends, time and state. */
const besideBar = 1 + 6 + 7 + 2 + 8 + 1 + 9;
const userWidth = 11;
const narrowestBar = 4;

interface Scale {
  readonly users: readonly ScreenUser[];
  readonly width: number;
  /** The lifetime, in ms, that fills a bar. */
  readonly longest: number;
  readonly now: number;
}

function entryLine(entry: LedgerEntry, selected: boolean, scale: Scale): Line {
  const { users, width, longest, now } = scale;
  const colour = users.find((user) => user.name === entry.user)?.colour ?? 0;
  const { words, style } = states[entry.state];
  const named = width >= besideBar + userWidth + 2 * narrowestBar;
  const room = width - besideBar - (named ? userWidth : 0);
  const bar: Line =
    room < narrowestBar
      ? []
      : [
          cell('▕', secondary),
          cell(column(sessionBar(entry, longest, room, now), room), style),
          cell('▏', secondary),
        ];
  return spread(
    [
      cell(selected ? '›' : ' '),
      cell(column(entry.client, 6), { color: userColour(colour) }),
      ...(named ? [cell(column(entry.user, userWidth))] : []),
      cell(`${shortSession(entry.session)} `, secondary),
      ...bar,
    ],
    [
      cell(`${rightColumn(durationText(lifetime(entry, now)), 7)} `, secondary),
      cell(column(words, 9), style),
    ],
    width,
  );
}

/** The server that is in use, and how often it was replaced or lost. */
function serverLine(ledger: Ledger, width: number): Line {
  const lost = ledger.servers.filter(({ state }) => state === 'lost').length;
  const replaced = replacedServers(ledger);
  const current = ledger.servers.findLast(({ state }) => state === 'serving');
  const draining = ledger.servers.filter(({ state }) => state === 'replaced').length;
  const counts = [
    ...(replaced > 0 ? [`replaced ${replaced}×`] : []),
    ...(draining > 0 ? [`${draining} ending`] : []),
    ...(lost > 0 ? [`lost ${lost}×`] : []),
  ];
  const line = (...facts: readonly string[]): Line => [
    cell(` ${[...facts, ...counts].join(' · ')}`, secondary),
  ];
  if (!current) return fitLine(line('no server'), width);
  const { sessions } = current;
  const server = `server ${safeLine(current.address)}`;
  // Not how many it has: they are gone again.
  const whole = line(server, `${sessions} ${sessions === 1 ? 'session' : 'sessions'} served`);
  return fitLine(lineWidth(whole) <= width ? whole : line(server, `${sessions} served`), width);
}

/** Rows above the list. */
const headRows = 2;

interface LedgerView {
  readonly focused: boolean;
  readonly cursor?: string;
}

/** The entries that a panel of this height shows, newest first. */
function shownEntries(ledger: Ledger, view: LedgerView, height: number): readonly LedgerEntry[] {
  const rows = Math.max(0, height - headRows);
  const cursor = view.focused ? ledgerCursor(ledger, view.cursor) : 0;
  const end = ledger.entries.length - listTop(ledger.entries.length, rows, cursor);
  return ledger.entries.slice(Math.max(0, end - rows), end).reverse();
}

/** The session that stands in this row of the panel, counted from its title; undefined where there is none. */
export const sessionAt = (
  ledger: Ledger,
  view: LedgerView,
  height: number,
  y: number,
): string | undefined =>
  y < headRows ? undefined : shownEntries(ledger, view, height)[y - headRows]?.session;

/**
 * The panel of the ledger: totals, the server, and the latest sessions, newest first, each as a bar. Bars are to scale
 * with each other.
 */
export function ledgerLines(
  ledger: Ledger,
  users: readonly ScreenUser[],
  view: LedgerView,
  width: number,
  height: number,
  now: number,
): readonly Line[] {
  const title = cell(view.focused ? '▸ledger' : ' ledger', { bold: true });
  const room = width - lineWidth([title]) - 2;
  const totals = cell(`${ledgerTotals(ledger, room)} `, ledger.leaked > 0 ? bad : secondary);
  const cursor = view.focused ? ledgerCursor(ledger, view.cursor) : 0;
  const shown = shownEntries(ledger, view, height);
  const longest = Math.max(...shown.map((entry) => lifetime(entry, now)));
  const selected = view.focused ? ledger.entries[ledger.entries.length - 1 - cursor] : undefined;
  const empty: Line = [cell(' every session that is created stands here', secondary)];
  return [
    spread([title], [totals], width),
    serverLine(ledger, width),
    ...(shown.length === 0
      ? [empty]
      : shown.map((entry) => entryLine(entry, entry === selected, { users, width, longest, now }))),
  ];
}
