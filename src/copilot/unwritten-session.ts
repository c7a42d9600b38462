import type { SessionEvent } from '@github/copilot-sdk';

type Listener = (event: SessionEvent) => void;
type Rest = Extract<SessionEvent, { type: 'assistant.idle' }>;

/** The `errorType` of a session whose events the runtime could not write to its disk (seen with runtime 1.0.85). */
const notWritten = 'persistence';

/**
 * Lets a session end that the runtime can't write down, because its disk is full for one. Such a session works from
 * memory to the end of its answer, but is never idle: the runtime tries to write it for as long as it lives. Nothing
 * here reads what would be written, so that the end of the model's work is taken for the end of the turn.
 */
export function endUnwritten(listener: Listener): Listener {
  let written = true;
  let rest: Rest | undefined;
  return (event) => {
    const failed = event.type === 'session.error' && event.data.errorType === notWritten;
    if (failed) written = false;
    else listener(event);
    if (event.type === 'assistant.idle' && event.agentId === undefined) rest = event;
    if (written || !rest) return;
    listener({ ...rest, type: 'session.idle' });
    rest = undefined;
  };
}
