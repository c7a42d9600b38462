import type { ViewCommand } from '../../repl/command.ts';
import type { LedgerEntry } from '../../repl/ledger.ts';
import type { PlayCommand } from '../../repl/play.ts';
import { filesIn } from '../../screen/file-tree.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { ledgerTotals, selectedUser, serverInFront } from '../../screen/selectors.ts';
import type { Activity, ScreenState } from '../../screen/state.ts';
import { lineCommands, type ScreenOnly } from './commands.ts';
import { compareLines } from './compare-lines.ts';
import { searchLines } from './search-lines.ts';
import { toolLines } from './tool-lines.ts';
import {
  bytesWords,
  clientWords,
  durationWords,
  errorWords,
  filesWords,
  sessionWords,
  who,
  writerWords,
} from './words.ts';

/** They do something rather than show it. */
type Done =
  | 'next'
  | 'previous'
  | 'copy'
  | 'record'
  | 'pause'
  | 'speed'
  | 'seek'
  | PlayCommand
  | 'verify'
  | 'quit';

const activities: Record<Activity, string> = {
  idle: '',
  queued: ', queued',
  working: ', working',
  answered: ', answered',
  failed: ', failed',
};

const fates: Record<LedgerEntry['state'], string> = {
  live: 'live',
  answered: 'answered, being destroyed',
  destroyed: 'destroyed, not yet confirmed gone',
  gone: 'gone',
  leaked: 'leaked',
  cleared: 'gone after all',
};

/** Of the ledger, the newest last: the totals at the end hold the others too. */
const maximumSessions = 20;

function usersLines(state: ScreenState): readonly string[] {
  return state.users.map(({ name, clients, files }) => {
    const words = clients.map(
      (id) => clientWords(id, state) + activities[state.clients.get(id)?.activity ?? 'idle'],
    );
    return [name, filesWords(files.files), ...(words.length > 0 ? words : ['no client'])].join(
      '; ',
    );
  });
}

function filesLines(state: ScreenState): readonly string[] {
  const user = selectedUser(state);
  if (!user) return ['there is no user yet'];
  const files = [...filesIn(user.files)].sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    `${user.name} has ${filesWords(files.length)}`,
    ...files.map(({ path, size, revision, writer, origin }) =>
      [
        safeLine(path),
        bytesWords(size),
        `revision ${revision}`,
        `by ${writerWords(writer, origin)}`,
      ].join(', '),
    ),
  ];
}

function ledgerLines(state: ScreenState): readonly string[] {
  const { ledger } = state;
  const shown = ledger.entries.slice(-maximumSessions).map((entry) => {
    const time = entry.milliseconds === undefined ? '' : `, ${durationWords(entry.milliseconds)}`;
    const session = `${sessionWords(entry.session)} ${fates[entry.state]}${time}`;
    return `${who(entry.user, entry.client, state)}: ${session}`;
  });
  return [...shown, `sessions: ${ledgerTotals(ledger).replaceAll(' · ', ', ')}`];
}

function modelLines(state: ScreenState): readonly string[] {
  const server = serverInFront(state);
  switch (server.status) {
    case 'starting':
      return ['the server is starting'];
    case 'lost':
      return [`the server is lost: ${errorWords(server.error)}`];
    case 'ready':
      return [
        `${server.source.label} answers, model ${server.source.model}`,
        `server ${server.address}, ${server.kind}, runtime ${server.version}`,
      ];
  }
}

const helpLines: readonly string[] = [
  'Enter sends. A backslash before it goes on in a new line.',
  'Tab completes. Up and Down recall what this user sent.',
  'Control C clears the line, cancels the request, and twice leaves. Control D leaves.',
  'A question mark alone says this again.',
  ...lineCommands.map(({ name, usage, help }) => `/${name}${usage && ` ${usage}`}: ${help}`),
];

/** What a command says that only shows something. */
export function viewLines(
  view: Exclude<ViewCommand['view'], ScreenOnly | Done>,
  state: ScreenState,
  argument = '',
): readonly string[] {
  switch (view) {
    case 'users':
      return usersLines(state);
    case 'compare':
      return compareLines(state);
    case 'files':
      return filesLines(state);
    case 'ledger':
      return ledgerLines(state);
    case 'model':
      return modelLines(state);
    case 'tools':
      return toolLines(state);
    case 'search':
      return searchLines(argument, state);
    case 'help':
    case 'commands':
      return helpLines;
  }
}
