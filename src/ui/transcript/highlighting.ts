import type { ReplEvent } from '../../repl/events.ts';

const fence = /`{3}|~{3}/;

/**
 * Calls back once, when an event brings the first code block; also where its fence comes in pieces. What highlights
 * code is big, so that it is loaded only then.
 */
export function whenCodeAppears(load: () => Promise<void>): (event: ReplEvent) => void {
  let done = false;
  let end = '';
  return (event) => {
    if (done || (event.type !== 'answer.delta' && event.type !== 'answer.completed')) return;
    if (!fence.test(end + event.text)) {
      end = (end + event.text).slice(-2);
      return;
    }
    done = true;
    // Without it, code is plain.
    void load().catch(() => {});
  };
}
