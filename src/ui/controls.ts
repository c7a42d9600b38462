import type { Command } from '../repl/command.ts';
import { errorText, reportError } from '../repl/errors.ts';
import type { ScreenEvent } from '../screen/reduce.ts';
import type { ScreenState } from '../screen/state.ts';
import type { Store } from '../screen/store.ts';
import type { Keymap } from './keys/keymap.ts';
import type { Size } from './layout.ts';
import type { Fuzzy } from './overlay/fuzzy.ts';
import { type Scene, sceneOf } from './scene.ts';
import type { ViewAction, ViewState } from './view.ts';

/** All that a key can reach. */
export interface Controls {
  readonly screen: Store<ScreenState, ScreenEvent>;
  readonly view: Store<ViewState, ViewAction>;
  readonly execute: (command: Command) => Promise<void>;
  readonly keys: Keymap;
  readonly fuzzy: Fuzzy;
  /** Hands a text to the clipboard; resolves with what to say about it. */
  readonly copy: (text: string) => Promise<string>;
  readonly size: () => Size;
  /** It is a frame in the normal screen, without room for a panel beside the transcript. */
  readonly inline: boolean;
  readonly redraw: () => void;
  readonly quit: () => void;
}

/** What is on the screen at this moment, whether it has been painted or not. */
export const sceneNow = ({ screen, view, size, inline }: Controls): Scene =>
  sceneOf(screen.getState(), view.getState(), size(), inline);

/** Has a command carried out. A refusal is shown to the client whose prompt line was in front. */
export function run(controls: Controls, client: string, command: Command): void {
  controls.execute(command).catch((thrown: unknown) => {
    const error = reportError(thrown);
    if (controls.screen.getState().clients.has(client)) {
      controls.screen.dispatch({ type: 'command.refused', client, error });
    } else {
      controls.view.dispatch({ type: 'message', text: errorText(error) });
    }
  });
}
