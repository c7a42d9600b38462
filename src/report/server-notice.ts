import type { RecordedEvent } from '../recording/format.ts';

/** What an event says of a server or of the operator's commands, for people; nothing where it says nothing of them. */
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
    case 'command.refused':
      return bad(`a command of ${event.client} was refused: ${event.error.message}`);
    default:
      return undefined;
  }
}
