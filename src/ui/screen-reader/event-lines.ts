import type { ReplEvent } from '../../repl/events.ts';
import { identityText } from '../../screen/identity-text.ts';
import { safeLine, safeText } from '../../screen/safe-text.ts';
import type { ScreenState } from '../../screen/state.ts';
import {
  isExpected,
  seedFailedText,
  skippedText,
  transferText,
} from '../../screen/transfer-text.ts';
import { diffLines } from './diff-lines.ts';
import { requestLines } from './request-lines.ts';
import { bytesWords, clientWords, errorWords, filesWords, quoted, writerWords } from './words.ts';

/** What has happened, with how things were before and are after it. */
export interface Happening {
  readonly event: ReplEvent;
  readonly before: ScreenState;
  readonly after: ScreenState;
}

function hereLine(name: string, client: string, state: ScreenState): string {
  const files = state.users.find((user) => user.name === name)?.files.files ?? 0;
  return `this is ${name}, ${clientWords(client, state)}, ${filesWords(files)}`;
}

/** What is said of an event: plain lines of safe text, none for what is no news. */
export function eventLines({ event, before, after }: Happening): readonly string[] {
  switch (event.type) {
    case 'server.started': {
      const what = before.server.status === 'lost' ? 'server is back' : 'server started';
      return [`${what}: ${safeLine(event.address)}, ${safeLine(event.source.label)} answers`];
    }
    case 'server.lost': {
      const next = event.retrying ? ', trying again' : '';
      return [`server lost: ${safeLine(event.address)}${next}. ${errorWords(event.error)}`];
    }
    case 'server.recycled':
      return [`server ${safeLine(event.previous)} replaced by ${safeLine(event.address)}`];
    case 'server.recycle-failed':
      return [`the server could not be replaced: ${errorWords(event.error)}`];
    case 'server.ended':
      return [];
    case 'server.sessions': {
      const known = event.sessions.map((session) => safeLine(session)).join(', ');
      return [`sessions on the server: ${known || 'none'}`];
    }
    case 'user.added':
      return [`user ${event.user}`];
    case 'user.identified': {
      const identity = after.users.find(({ name }) => name === event.user)?.identity;
      return identity ? [`${event.user}: ${identityText(identity)}`] : [];
    }
    case 'client.opened':
      return [`${event.user}: ${clientWords(event.client, after)} opened`];
    case 'client.renamed':
      return [`${event.user}: client ${event.client} is called ${event.name ?? event.client}`];
    case 'client.closed':
      return [`${event.user}: client ${event.client} closed`];
    case 'client.selected':
      return [hereLine(event.user, event.client, after)];
    case 'file.changed': {
      const { user, path, operation, writer, origin } = event;
      const size = operation === 'deleted' ? '' : `, ${bytesWords(event.size)}`;
      return [
        `${user}'s file ${safeLine(path)} ${operation}${size}, by ${writerWords(writer, origin)}`,
      ];
    }
    case 'files.loaded':
      return [`${event.user} has ${filesWords(event.files.length)} already`];
    case 'store.lost':
      return [`the files are stale: ${errorWords(event.error)}`];
    case 'store.restored':
      return ['the files can be reached again'];
    case 'file.diffed':
      return diffLines(event);
    case 'files.listed':
    case 'transfer.started':
    // `file.changed` has told it.
    case 'file.imported':
      return [];
    case 'file.exported': {
      const { user, path, host, replaced } = event;
      const how = replaced ? 'replaced' : 'written';
      return [`${user}'s file ${safeLine(path)} exported: ${safeLine(host)} ${how}`];
    }
    case 'file.skipped':
      return isExpected(event) ? [] : [`${event.user}: ${skippedText(event)}`];
    case 'seed.failed':
      return [seedFailedText(event)];
    case 'transfer.completed':
      return [`${event.user}: ${transferText(event).replaceAll(' · ', ', ')}`];
    case 'file.opened': {
      if (event.preview) return [];
      const lead = `${event.user}'s file ${safeLine(event.path)}, revision ${event.revision}`;
      return event.content === '' ? [`${lead}: empty`] : quoted(lead, safeText(event.content));
    }
    default:
      return requestLines(event, before, after);
  }
}
