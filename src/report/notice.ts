import type { RecordedEvent } from '../recording/format.ts';

/** What happened beside requests and files, for people: to servers, to the store, to and from the host. */
export function noticeOf(
  event: RecordedEvent,
): { readonly text: string; readonly bad: boolean } | undefined {
  const good = (text: string) => ({ text, bad: false });
  const bad = (text: string) => ({ text, bad: true });
  switch (event.type) {
    case 'server.started':
      return good(
        `server ${event.address} ${event.kind === 'attached' ? 'was attached to' : 'started'}, runtime ${event.version}`,
      );
    case 'server.lost':
      return bad(
        `server ${event.address} was lost: ${event.error?.message}${event.retrying ? ' (trying again)' : ''}`,
      );
    case 'server.recycled':
      return good(`server ${event.previous} was replaced by ${event.address}: ${event.reason}`);
    case 'server.recycle-failed':
      return bad(`the server could not be replaced: ${event.error?.message}`);
    case 'server.sessions': {
      const { length } = event.sessions ?? [];
      return good(
        `server ${event.address} was asked which sessions it knows: ${length === 0 ? 'none' : length}`,
      );
    }
    case 'server.ended':
      return good(`server ${event.address} ended after ${event.sessions} sessions`);
    case 'user.identified':
      if (event.error)
        return bad(`who ${event.user} is could not be found out: ${event.error.message}`);
      return event.login === undefined
        ? undefined
        : good(`${event.user} is ${event.login} to GitHub${event.plan ? ` (${event.plan})` : ''}`);
    case 'store.lost':
      return bad(`the store of files was out of reach: ${event.error.message}`);
    case 'store.restored':
      return good('the store of files was in reach again');
    case 'file.skipped':
      return bad(
        `${event.user}: ${event.direction} left ${event.path} out: ${event.error.message}`,
      );
    case 'transfer.completed': {
      const what = `${event.user}: ${event.direction} of ${event.files} files, ${event.skipped} left out: ${event.host}`;
      return event.stopped ? bad(`${what}; it was stopped: ${event.stopped.message}`) : good(what);
    }
    case 'seed.failed':
      return bad(`the files for ${event.user} to start with are not there: ${event.error.message}`);
    case 'command.refused':
      return bad(`a command of ${event.client} was refused: ${event.error.message}`);
    default:
      return undefined;
  }
}
