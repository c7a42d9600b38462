import type { Command } from '../../repl/command.ts';
import { liveSessions } from '../../repl/ledger.ts';
import { serversText } from '../../screen/reduce-server.ts';
import { clientLabel } from '../../screen/selectors.ts';
import type { Activity, ScreenClient, ScreenState, ScreenUser } from '../../screen/state.ts';
import { truncate } from '../../screen/text.ts';
import { type Cell, cell, type Line, lineWidth, spread } from '../row.tsx';
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

/** The cells of each tab, with its user's name where that is the first of theirs. */
function tabLines(shown: readonly Tab[], selected: string | undefined): readonly Line[] {
  return shown.map((tab, index) => {
    const first = shown[index - 1]?.user !== tab.user;
    const { name, colour } = tab.user;
    const label = first ? [cell(`${name} `, { color: userColour(colour), bold: true })] : [];
    const separator = first && index > 0 ? [cell('│ ', faint)] : [];
    return [...separator, ...label, ...tabCells(tab, tab.client?.id === selected)];
  });
}

interface FittedTabs {
  readonly shown: readonly Tab[];
  /** What stands before the first. */
  readonly before: Line;
  readonly after: Line;
}

/** As many tabs as fit, the selected one among them, with the number of those left out at either end. */
function fitTabs(all: readonly Tab[], selected: string | undefined, width: number): FittedTabs {
  const at = Math.max(
    0,
    all.findIndex((tab) => tab.client?.id === selected),
  );
  const take = (from: number, to: number): FittedTabs => ({
    before: [cell(from > 0 ? `‹${from} ` : ' ', secondary)],
    shown: all.slice(from, to),
    after: to < all.length ? [cell(`${all.length - to}›`, secondary)] : [],
  });
  const fits = (from: number, to: number) => lineWidth(drawTabs(take(from, to), selected)) <= width;
  let from = 0;
  while (from < at && !fits(from, at + 1)) from++;
  let to = at + 1;
  while (to < all.length && fits(from, to + 1)) to++;
  return take(from, to);
}

const drawTabs = ({ before, shown, after }: FittedTabs, selected: string | undefined): Line => [
  ...before,
  ...tabLines(shown, selected).flat(),
  ...after,
];

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
      const servers = serversText(server);
      const short = kind === 'offline' ? 'offline, no AI' : label;
      const up = cell(' up ', good);
      const rest = [up, cell('· ', secondary), live];
      return [
        [cell(`${label} · ${servers}`, secondary), ...rest],
        [cell(`${label} · ${servers.replace(/^server /, '')}`, secondary), ...rest],
        [cell(label, secondary), ...rest],
        [cell(truncate(short, maximumLabel), secondary), up],
      ];
    }
  }
}

interface Bar {
  readonly fitted: FittedTabs;
  readonly status: Line;
}

/** What happens is being recorded: said in every width. */
const recordingMark: Line = [cell('● rec', bad), cell(' · ', secondary)];

function barOf(state: ScreenState, width: number, recording: boolean): Bar {
  const all = tabs(state);
  const { selected } = state;
  const whole = lineWidth(drawTabs(fitTabs(all, selected, Number.POSITIVE_INFINITY), selected));
  const mark = recording ? recordingMark : [];
  const candidates = statusCandidates(state).map((line) => [...mark, ...line]);
  const status =
    candidates.find((line) => whole + 2 + lineWidth(line) <= width) ?? candidates.at(-1) ?? [];
  return { fitted: fitTabs(all, selected, width - lineWidth(status) - 1), status };
}

/** The tab bar: users with their clients at the left, the server at the right. */
export function tabLine(state: ScreenState, width: number, recording = false): Line {
  const { fitted, status } = barOf(state, width, recording);
  return spread(drawTabs(fitted, state.selected), status, width);
}

/** What turns to the tab in this column of the bar; undefined where there is none. */
export function tabAt(
  state: ScreenState,
  width: number,
  x: number,
  recording = false,
): Command | undefined {
  const { before, shown } = barOf(state, width, recording).fitted;
  let end = lineWidth(before);
  const lines = tabLines(shown, state.selected);
  if (x < end) return undefined;
  const tab = shown.find((_, index) => {
    end += lineWidth(lines[index] ?? []);
    return x < end;
  });
  if (!tab) return undefined;
  return tab.client
    ? { type: 'tab', client: tab.client.id }
    : { type: 'user', user: tab.user.name };
}
