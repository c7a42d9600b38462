import { giveToFirstClient } from './commands/submit.ts';
import { unreadCompared } from './compare/unread.ts';
import type { Controls } from './controls.ts';
import { whenCodeAppears } from './transcript/highlighting.ts';
import type { UiOptions } from './ui.ts';
import { viewActions } from './view/view-actions.ts';

/** Shows what happens, from now on. Returns what ends that. */
export function followEvents(repl: UiOptions['repl'], controls: Controls): () => void {
  const { screen, view, size, replay } = controls;
  const noteCompared = () => {
    const unread = unreadCompared(screen.getState(), view.getState(), size());
    if (unread.length > 0) screen.dispatch({ type: 'answers.seen', clients: unread });
  };
  view.subscribe(noteCompared);
  const watchForCode = whenCodeAppears(async () => {
    const { highlight } = await import('../screen/highlight.ts');
    view.dispatch({ type: 'highlighter', highlight });
  });
  return repl.subscribe((event) => {
    watchForCode(event);
    const before = screen.getState();
    screen.dispatch(event);
    for (const action of viewActions(event, before)) {
      // What the operator looked into, and closed again at a time that nobody knows.
      if (!replay || action.type !== 'overlay' || !action.overlay) view.dispatch(action);
    }
    noteCompared();
    const isFirst = event.type === 'client.opened' && before.clients.size === 0;
    if (isFirst) giveToFirstClient(controls, event);
  });
}
