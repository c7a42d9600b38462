import { type Ledger, type LedgerEntry, replacedServers } from '../../repl/ledger.ts';
import { durationText } from '../../screen/fate-text.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { ledgerTotals, shortSession } from '../../screen/selectors.ts';
import type { ScreenUser } from '../../screen/state.ts';
import { cell, column, fitLine, type Line, lineWidth, rightColumn, spread } from '../row.tsx';
import { attention, bad, good, type Style, secondary, userColour } from '../theme.ts';

const states: Record<LedgerEntry['state'], { readonly words: string; readonly style: Style }> = {
  live: { words: '◌ live', style: attention },
  answered: { words: '◌ answered', style: attention },
  destroyed: { words: '◌ destroyed', style: attention },
  gone: { words: '✓ gone', style: good },
  leaked: { words: '✗ leaked', style: bad },
  cleared: { words: '✓ gone late', style: secondary },
};

function entryLine(entry: LedgerEntry, users: readonly ScreenUser[], width: number): Line {
  const colour = users.find((user) => user.name === entry.user)?.colour ?? 0;
  const { words, style } = states[entry.state];
  const time = entry.milliseconds === undefined ? '' : durationText(entry.milliseconds);
  return spread(
    [
      cell(` ${column(entry.client, 4)} `, { color: userColour(colour) }),
      cell(`${column(entry.user, 10)} `),
      cell(`${shortSession(entry.session)}  `, secondary),
      cell(column(words, 12), style),
    ],
    [cell(`${rightColumn(time, 8)} `, secondary)],
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
  const facts = current
    ? [`server ${safeLine(current.address)}`, `${current.sessions} sessions`, ...counts]
    : ['no server', ...counts];
  return fitLine([cell(` ${facts.join(' · ')}`, secondary)], width);
}

/** Rows above the list. */
const headRows = 2;

/** How far the list can be scrolled: so that its last row stands at the bottom. */
export const lastLedgerTop = (ledger: Ledger, height: number): number =>
  Math.max(0, ledger.entries.length - (height - headRows));

/** The panel of the ledger: totals, and the latest sessions, newest first, from the row `top` on. */
export function ledgerLines(
  ledger: Ledger,
  users: readonly ScreenUser[],
  view: { readonly focused: boolean; readonly top: number },
  width: number,
  height: number,
): readonly Line[] {
  const title = cell(view.focused ? '▸ledger' : ' ledger', { bold: true });
  const room = width - lineWidth([title]) - 2;
  const totals = cell(`${ledgerTotals(ledger, room)} `, ledger.leaked > 0 ? bad : secondary);
  const end = ledger.entries.length - Math.min(view.top, lastLedgerTop(ledger, height));
  const shown = ledger.entries.slice(Math.max(0, end - (height - headRows)), end).reverse();
  const empty: Line = [cell(' every session that is created stands here', secondary)];
  return [
    spread([title], [totals], width),
    serverLine(ledger, width),
    ...(shown.length === 0 ? [empty] : shown.map((entry) => entryLine(entry, users, width))),
  ];
}
