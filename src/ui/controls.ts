import type { Command } from '../repl/command.ts';
import { errorText, reportError } from '../repl/errors.ts';
import type { ScreenEvent } from '../screen/reduce.ts';
import type { ScreenState } from '../screen/state.ts';
import type { Store } from '../screen/store.ts';
import type { Size } from './frame/layout.ts';
import { type Front, frontOf, type Scene, sceneOf } from './frame/scene.ts';
import type { Keymap } from './keys/keymap.ts';
import type { Fuzzy } from './overlay/fuzzy.ts';
import type { Play } from './play/play-view.ts';
import type { Scenarios } from './play/scenarios.ts';
import type { KeySeparator } from './prompt/separate-keys.ts';
import type { Recorder } from './recorder.ts';
import type { Player } from './replay/player.ts';
import type { ViewAction, ViewState } from './view/view.ts';

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
  readonly keySeparator: KeySeparator;
  /** Carries out what a key does: now, or once the terminal is back from an editor that it was lent to. */
  readonly inTurn: (handle: () => void) => void;
  /** It is a frame in the normal screen, without room for a panel beside the transcript. */
  readonly inline: boolean;
  readonly redraw: () => void;
  /** Has the operator change a text in an editor of their own, which gets the terminal meanwhile. */
  readonly editText?: (text: string) => Promise<string>;
  readonly recorder?: Recorder;
  /** What is on the screen, as a picture. @throws where it can't be kept */
  readonly screenshot?: (argument: string) => string;
  /** What is shown is a recording. */
  readonly replay?: Pick<Player, 'act'>;
  /** A scenario is played. */
  readonly play?: Play;
  /** Both run on users of their own. */
  readonly playScenario?: (name: string) => Promise<string>;
  readonly verifyScenario?: Scenarios['verify'];
  readonly quit: () => void;
}

/** Who is in front at this moment, and what the prompt line is for. */
export const frontNow = ({ screen, view }: Controls): Front =>
  frontOf(screen.getState(), view.getState());

/** What is on the screen at this moment, whether it has been painted or not. */
export const sceneNow = ({ screen, view, size, inline }: Controls): Scene =>
  sceneOf(screen.getState(), view.getState(), size(), inline);

/** What would be on the screen with this client in front. */
export const sceneWith = ({ screen, view, size, inline }: Controls, client: string): Scene =>
  sceneOf({ ...screen.getState(), selected: client }, view.getState(), size(), inline);

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
    // A recording stays as it was.
    if (!controls.replay && controls.screen.getState().clients.has(client)) {
      controls.screen.dispatch({ type: 'command.refused', client, error });
      // It stands at the transcript's end.
      controls.view.dispatch({ type: 'scrolled', client, anchor: undefined });
    } else {
      controls.view.dispatch({ type: 'message', text: errorText(error) });
    }
  });
}
