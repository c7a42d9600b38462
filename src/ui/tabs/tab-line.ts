import type { Command } from '../../repl/command.ts';
import { liveSessions } from '../../repl/ledger.ts';
import { serversText } from '../../screen/reduce-server.ts';
import { clientLabel, serverInFront } from '../../screen/selectors.ts';
import type { Activity, ScreenClient, ScreenState, ScreenUser } from '../../screen/state.ts';
import { textWidth, truncate } from '../../screen/text.ts';
import { attention, bad, faint, good, secondary, userColour } from '../look/theme.ts';
import { type Cell, cell, type Line, lineWidth, spread } from '../rows/row.tsx';
import type { ViewState } from '../view/view.ts';

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

/** Columns of a tab beside its client's label, and of what stands between two users. */
const besideLabel = 3;
const separatorWidth = 2;

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

/** What stands at the ends of a part of the tabs: how many are left out. */
const beforeFrom = (from: number): Line => [cell(from > 0 ? `‹${from} ` : ' ', secondary)];
const afterTo = (to: number, count: number): Line =>
  to < count ? [cell(`${count - to}›`, secondary)] : [];

/** Tells the columns that `[from, to)` takes, its ends included. Each tab is measured once, however often it is asked. */
function widths(all: readonly Tab[]): (from: number, to: number) => number {
  const labels = all.map(({ user }) => textWidth(user.name) + 1);
  const isFirst = (index: number) => index === 0 || all[index - 1]?.user !== all[index]?.user;
  const ends = [0];
  all.forEach(({ client }, index) => {
    const own = client ? textWidth(clientLabel(client)) + besideLabel : 0;
    const above = isFirst(index) ? separatorWidth + (labels[index] ?? 0) : 0;
    ends.push((ends[index] ?? 0) + above + own);
  });
  return (from, to) => {
    const shown = (ends[to] ?? 0) - (ends[from] ?? 0);
    const missing = isFirst(from) ? -separatorWidth : (labels[from] ?? 0);
    const tabs = to > from ? shown + missing : 0;
    return lineWidth(beforeFrom(from)) + tabs + lineWidth(afterTo(to, all.length));
  };
}

/** As many tabs as fit, the selected one among them, with the number of those left out at either end. */
function fitTabs(all: readonly Tab[], selected: string | undefined, width: number): FittedTabs {
  const at = Math.max(
    0,
    all.findIndex((tab) => tab.client?.id === selected),
  );
  const widthOf = widths(all);
  const fits = (from: number, to: number) => widthOf(from, to) <= width;
  let from = 0;
  while (from < at && !fits(from, at + 1)) from++;
  let to = Math.min(all.length, at + 1);
  while (to < all.length && fits(from, to + 1)) to++;
  return {
    before: beforeFrom(from),
    shown: all.slice(from, to),
    after: afterTo(to, all.length),
  };
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
function statusCandidates(state: ScreenState, replayed: boolean): readonly Line[] {
  const { ledger } = state;
  const server = serverInFront(state);
  const live = cell(`${liveSessions(ledger)} live `);
  switch (server.status) {
    case 'starting':
      if (replayed) return [[cell('no server yet ', secondary)]];
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

/** Whether what happens is being recorded, or is a recording itself. */
type Taped = Partial<Pick<ViewState, 'recording' | 'replay'>>;

/** What happens is being recorded: said in every width. */
const recordingMark: Line = [cell('● rec', bad), cell(' · ', secondary)];

function barOf(state: ScreenState, width: number, { recording, replay }: Taped): Bar {
  const all = tabs(state);
  const { selected } = state;
  const whole = widths(all)(0, all.length);
  const mark = recording ? recordingMark : [];
  const candidates = statusCandidates(state, replay !== undefined).map((line) => [
    ...mark,
    ...line,
  ]);
  const status =
    candidates.find((line) => whole + 2 + lineWidth(line) <= width) ?? candidates.at(-1) ?? [];
  return { fitted: fitTabs(all, selected, width - lineWidth(status) - 1), status };
}

/** The tab bar: users with their clients at the left, the server at the right. */
export function tabLine(state: ScreenState, width: number, taped: Taped = {}): Line {
  const { fitted, status } = barOf(state, width, taped);
  return spread(drawTabs(fitted, state.selected), status, width);
}

/** What turns to the tab in this column of the bar; undefined where there is none. */
export function tabAt(
  state: ScreenState,
  width: number,
  x: number,
  taped: Taped = {},
): Command | undefined {
  const { before, shown } = barOf(state, width, taped).fitted;
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
