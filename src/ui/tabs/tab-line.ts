import { liveSessions } from '../../repl/ledger.ts';
import { clientLabel } from '../../screen/selectors.ts';
import type { Activity, ScreenClient, ScreenState, ScreenUser } from '../../screen/state.ts';
import { truncate } from '../../screen/text.ts';
import { type Cell, cell, fitLine, type Line, lineWidth, spread } from '../row.tsx';
import { attention, bad, faint, good, secondary, userColour } from '../theme.ts';

/** A tab, or the name alone of a user without clients. */
interface Tab {
  readonly user: ScreenUser;
  readonly client?: ScreenClient;
}

const marks: Record<Activity, Cell> = {
  idle: cell(' '),
  queued: cell('…', secondary),
  working: { text: '⠋', spinner: true, style: attention },
  answered: cell('✓', good),
  failed: cell('!', bad),
};

function tabs({ users, clients }: ScreenState): readonly Tab[] {
  return users.flatMap((user): readonly Tab[] =>
    user.clients.length === 0
      ? [{ user }]
      : user.clients.flatMap((id) => {
          const client = clients.get(id);
          return client ? [{ user, client }] : [];
        }),
  );
}

/** Every tab keeps its width whatever its client does: nothing moves because of another client. */
function tabCells({ client, user }: Tab, selected: boolean): Line {
  if (!client) return [];
  const color = userColour(user.colour);
  const name = selected
    ? cell(`▸${clientLabel(client)}`, { color, bold: true, inverse: true })
    : cell(` ${clientLabel(client)}`);
  return [name, marks[client.activity], cell(' ')];
}

function lineOf(shown: readonly Tab[], selected: string | undefined): Line {
  return shown.flatMap((tab, index) => {
    const first = shown[index - 1]?.user !== tab.user;
    const { name, colour } = tab.user;
    const label = first ? [cell(`${name} `, { color: userColour(colour), bold: true })] : [];
    const separator = first && index > 0 ? [cell('│ ', faint)] : [];
    return [...separator, ...label, ...tabCells(tab, tab.client?.id === selected)];
  });
}

/** As many tabs as fit, the selected one among them, with the number of those left out at either end. */
function fitTabs(all: readonly Tab[], selected: string | undefined, width: number): Line {
  const at = Math.max(
    0,
    all.findIndex((tab) => tab.client?.id === selected),
  );
  const draw = (from: number, to: number): Line => [
    cell(from > 0 ? `‹${from} ` : ' ', secondary),
    ...lineOf(all.slice(from, to), selected),
    ...(to < all.length ? [cell(`${all.length - to}›`, secondary)] : []),
  ];
  const fits = (from: number, to: number) => lineWidth(draw(from, to)) <= width;
  let from = 0;
  while (from < at && !fits(from, at + 1)) from++;
  let to = at + 1;
  while (to < all.length && fits(from, to + 1)) to++;
  return fitLine(draw(from, to), width);
}

/** Columns: longer ones are cut before tabs are. */
const maximumLabel = 24;

const spinnerCell = { text: '⠋', spinner: true, style: attention } as const;

/** What answers and on which server, in fewer and fewer words. Which model it is, is never left out. */
function statusCandidates({ server, ledger }: ScreenState): readonly Line[] {
  const live = cell(`${liveSessions(ledger)} live `);
  switch (server.status) {
    case 'starting':
      return [[spinnerCell, cell(' starting the server ')]];
    case 'lost':
      return server.retrying
        ? [
            [spinnerCell, cell(` server ${server.address} lost, trying again `, attention)],
            [spinnerCell, cell(' server lost, trying again ', attention)],
            [spinnerCell, cell(' server lost ', attention)],
          ]
        : [
            [cell(`✗ server ${server.address} lost · /restart `, bad)],
            [cell('✗ server lost · /restart ', bad)],
            [cell('✗ server lost ', bad)],
          ];
    case 'ready': {
      const { label, kind } = server.source;
      const short = kind === 'offline' ? 'offline, no AI' : label;
      const up = cell(' up ', good);
      const rest = [up, cell('· ', secondary), live];
      return [
        [cell(`${label} · server ${server.address}`, secondary), ...rest],
        [cell(`${label} · ${server.address}`, secondary), ...rest],
        [cell(label, secondary), ...rest],
        [cell(truncate(short, maximumLabel), secondary), up],
      ];
    }
  }
}

/** The tab bar: users with their clients at the left, the server at the right. */
export function tabLine(state: ScreenState, width: number): Line {
  const all = tabs(state);
  const whole = lineWidth(fitTabs(all, state.selected, Number.POSITIVE_INFINITY));
  const candidates = statusCandidates(state);
  const status =
    candidates.find((line) => whole + 2 + lineWidth(line) <= width) ?? candidates.at(-1) ?? [];
  return spread(fitTabs(all, state.selected, width - lineWidth(status) - 1), status, width);
}
