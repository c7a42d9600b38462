import type { ScreenEvent } from '../../screen/reduce.ts';

/** Most files have an ending that tells their language. */
const codeFile = /\.(?!txt$)\w+$/i;
const fence = /`{3}|~{3}/;

/**
 * Calls back once, when an event brings the first code: a file, or a block in an answer, also where its fence comes
 * in pieces. What highlights code is big, so that it is loaded only then.
 */
export function whenCodeAppears(load: () => Promise<void>): (event: ScreenEvent) => void {
  let done = false;
  let end = '';
  const isCode = (event: ScreenEvent): boolean => {
    // There may be some of it at the new place.
    if (event.type === 'replay.sought') return true;
    if (event.type === 'file.opened') return codeFile.test(event.path);
    if (event.type !== 'answer.delta' && event.type !== 'answer.completed') return false;
    const text = end + event.text;
    end = text.slice(-2);
    return fence.test(text);
  };
  return (event) => {
    if (done || !isCode(event)) return;
    done = true;
    // Without it, code is plain.
    void load().catch(() => {});
  };
}
