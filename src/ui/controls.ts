import type { Command } from '../repl/command.ts';
import { errorText, reportError } from '../repl/errors.ts';
import type { ScreenEvent } from '../screen/reduce.ts';
import type { ScreenState } from '../screen/state.ts';
import type { Store } from '../screen/store.ts';
import type { Size } from './layout.ts';
import type { KeySeparator } from './prompt/separate-keys.ts';
import { type Scene, sceneOf } from './scene.ts';
import type { ViewAction, ViewState } from './view.ts';

/** All that a key can reach. */
export interface Controls {
  readonly screen: Store<ScreenState, ScreenEvent>;
  readonly view: Store<ViewState, ViewAction>;
  readonly execute: (command: Command) => Promise<void>;
  readonly size: () => Size;
  readonly keySeparator: KeySeparator;
  readonly redraw: () => void;
  /** Has the operator change a text in an editor of their own, which gets the terminal meanwhile. */
  readonly editText?: (text: string) => Promise<string>;
  readonly quit: () => void;
}

/** What is on the screen at this moment, whether it has been painted or not. */
export const sceneNow = ({ screen, view, size }: Controls): Scene =>
  sceneOf(screen.getState(), view.getState(), size());

/** Has a command carried out. A refusal is shown to the client whose prompt line was in front. */
export function run(
  controls: Controls,
  client: string,
  command: Command,
  onRefused?: () => void,
): void {
  controls.execute(command).catch((thrown: unknown) => {
    onRefused?.();
    const error = reportError(thrown);
    if (controls.screen.getState().clients.has(client)) {
      controls.screen.dispatch({ type: 'command.refused', client, error });
    } else {
      controls.view.dispatch({ type: 'message', text: errorText(error) });
    }
  });
}
