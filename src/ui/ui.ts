import type { ViewCommand } from '../repl/command.ts';
import type { Repl } from '../repl/repl.ts';
import type { Picture } from '../screen/picture/picture.ts';
import type { ScreenEvent } from '../screen/reduce.ts';
import type { ScreenState } from '../screen/state.ts';
import type { Play } from './play/play-view.ts';
import type { Scenarios } from './play/scenarios.ts';
import type { Recorder } from './recorder.ts';
import type { Player } from './replay/player.ts';
import type { UiSettings } from './settings.ts';
import type { InputSource } from './terminal/input.ts';

export interface UiOptions {
  /** The heart, or a player of a recording in its place. */
  readonly repl: Pick<Repl, 'execute'> & {
    subscribe(listener: (event: ScreenEvent) => void): () => void;
  };
  readonly stdin: InputSource;
  readonly stdout: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
  readonly stderr: NodeJS.WritableStream;
  readonly settings?: UiSettings;
  /** Hands a text to the clipboard; resolves with what to say about it, rejects where there is none. */
  readonly copy?: (text: string) => Promise<string>;
  /** Has the operator change a text in an editor that takes the terminal. Rejects with what is wrong and what to do. */
  readonly editText?: (text: string, signal: AbortSignal) => Promise<string>;
  readonly recorder?: Recorder;
  /** Keeps a picture in the file that the argument names; returns what to say. @throws RecordingError */
  readonly savePicture?: (argument: string, picture: Picture) => string;
  /** The screen is about to be taken down. */
  readonly onLeaving?: () => void;
  /** What is shown is a recording, which this plays. */
  readonly replay?: Player;
  readonly scenarios?: Scenarios;
  /** A scenario that is played. */
  readonly play?: Play;
  /** There are to be no colours. */
  readonly colourless?: boolean;
  /** What is known of the terminal: TERM, COLORFGBG. */
  readonly environment?: NodeJS.ProcessEnv;
  /** The operator wants to leave; without it, the screen is taken down. */
  readonly onQuit?: () => void;
}

export interface Ui {
  /**
   * What has happened so far, also since the screen is gone: what is printed then tells how the requests ended that
   * leaving cancelled.
   */
  state(): ScreenState;
  /** What is to be printed once the screen is gone and the REPL closed, with a line end; may be empty. */
  farewell(): string;
  /** Carries out what only changes what is shown. */
  carryOut(command: ViewCommand): void;
  /** What is on the screen; undefined where there is none. */
  picture(): Picture | undefined;
  /** Takes the screen down and gives the terminal back as it was. Goes on listening to events. */
  unmount(): void;
  /**
   * Settles when the screen is gone. Rejects with what went wrong while it was drawn or taken down; the terminal may then
   * not be as it was.
   */
  waitUntilExit(): Promise<void>;
  /** Takes the screen down, and listens to no more events. */
  dispose(): void;
}
