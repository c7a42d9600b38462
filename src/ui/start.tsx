import { renderToString } from 'ink';
import type { ViewCommand } from '../repl/command.ts';
import type { Repl } from '../repl/repl.ts';
import { farewell } from '../screen/farewell.ts';
import type { Picture } from '../screen/picture/picture.ts';
import { reduce, type ScreenEvent } from '../screen/reduce.ts';
import { selectedUser } from '../screen/selectors.ts';
import { initialScreenState, type ScreenState } from '../screen/state.ts';
import { createStore, gathered } from '../screen/store.ts';
import { App } from './app.tsx';
import { unreadCompared } from './compare/unread.ts';
import type { Controls } from './controls.ts';
import { createExecute } from './execute.ts';
import { startPreviews } from './files/previewer.ts';
import { createFirstWords } from './first-words.ts';
import { Inline } from './inline/inline.tsx';
import { inlineCursor } from './inline/inline-cursor.ts';
import { breaksRows, eraseBroken } from './inline/reflow.ts';
import { createScrollback } from './inline/scrollback.ts';
import { handleKey, handlePaste } from './keys/handle-key.ts';
import { createKeymap, type Keymap } from './keys/keymap.ts';
import type { Size } from './layout.ts';
import { createTerminalLender } from './lend-terminal.ts';
import { backgroundQuery, canBeAsked, knownBackground, readBackground } from './look/background.ts';
import { LookProvider } from './look/look-provider.tsx';
import { createMouseHandler } from './mouse/handle-mouse.ts';
import { createMouseMode } from './mouse/mouse-mode.ts';
import { createFuzzy } from './overlay/fuzzy.ts';
import type { Play } from './play/play-view.ts';
import type { Scenarios } from './play/scenarios.ts';
import { showPlay } from './play/show-play.ts';
import { createKeySeparator } from './prompt/separate-keys.ts';
import type { Recorder } from './recorder.ts';
import { reduceView } from './reduce-view.ts';
import { type Rendered, render } from './render.tsx';
import type { Player } from './replay/player.ts';
import { runView } from './run-view.ts';
import { defaultUiSettings, type UiSettings } from './settings.ts';
import { giveToFirstClient } from './submit.ts';
import { createTerminalInput, type InputSource } from './terminal/input.ts';
import type { Report } from './terminal/sequences.ts';
import { noClipboard } from './transcript/copy.ts';
import { whenCodeAppears } from './transcript/highlighting.ts';
import { initialViewState } from './view.ts';
import { atOnce, viewActions } from './view-actions.ts';

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

/** Another client may be in front after these. */
const turning: ReadonlySet<string> = new Set<ScreenEvent['type']>([
  'client.selected',
  'client.closed',
  'user.left',
]);

/**
 * Puts the REPL on the screen. Draws its first frame before there is a server; listens to events until `dispose`, or
 * for as long as the process lives.
 */
export function startUi({
  repl,
  stdin,
  stdout,
  stderr,
  settings = defaultUiSettings,
  copy = noClipboard,
  colourless = false,
  environment = {},
  editText,
  onQuit,
  recorder,
  savePicture,
  onLeaving,
  replay,
  play,
  scenarios,
}: UiOptions): Ui {
  const { inline, panel } = settings;
  const ownKeys = createKeymap(settings.keys, replay && 'replay');
  const playedKeys = play && createKeymap(settings.keys, 'play');
  const keysNow = (): Keymap => (!play?.view().unlocked && playedKeys) || ownKeys;
  const isFirstWords = createFirstWords();
  const store = createStore(reduce, initialScreenState, {
    canWait: (event: ScreenEvent) => !(isFirstWords(event) || atOnce.has(event.type)),
    // The first words follow within milliseconds, and would have to wait for this frame.
    canLinger: ({ type }: ScreenEvent) => type === 'session.created',
    interval: 66,
  });
  const screen: typeof store = {
    ...store,
    dispatch(event) {
      if (event.type === 'command.refused' || event.type === 'user.left') recorder?.note(event);
      if (turning.has(event.type)) scrollback?.beforeTurning();
      store.dispatch(event);
    },
  };
  const view = createStore(reduceView, {
    ...initialViewState,
    panel: panel.shown,
    ...(panel.width !== undefined && { panelWidth: panel.width }),
    mouse: settings.mouse && !inline,
    ...(recorder?.isOn() && { recording: true }),
    ...(replay && { replay: replay.view() }),
    ...(play && { play: { ...play.view(), presenter: play.presenter } }),
  });
  // However many keys arrive at once, they cost one frame.
  const drawnView = gathered(view);
  const size = (): Size => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  const terminal = createTerminalLender();
  let shownSize = size();
  let instance: Rendered | undefined;
  let background = knownBackground(settings.theme, environment);
  /** The terminal has not said yet what is behind the text. */
  let asked = background === 'unknown' && !colourless && canBeAsked(environment);
  const reported = (report: Report) => {
    if (report.type === 'mouse') return handleMouse(report, performance.now());
    asked = false;
    background = readBackground(report.sequence) ?? background;
    instance?.rerender(app());
  };
  const scrollback = inline ? createScrollback(screen, view, () => size().columns) : undefined;
  const mouse = createMouseMode(stdout);
  const input = createTerminalInput(
    stdin,
    reported,
    mouse.raw,
    () => asked || view.getState().mouse,
  );

  const execute = createExecute(repl, screen);

  const controls: Controls = {
    screen,
    view,
    execute,
    get keys() {
      return keysNow();
    },
    fuzzy: createFuzzy(),
    copy,
    size,
    keySeparator: createKeySeparator(),
    inTurn: terminal.inTurn,
    ...(editText && {
      editText: (text) => terminal.lend((signal) => editText(text, signal)),
    }),
    inline,
    redraw: () => {
      instance?.clear();
      if (!inline) stdout.write('\u001b[H\u001b[J');
      instance?.rerender(app());
    },
    ...(recorder && { recorder }),
    ...(savePicture && {
      screenshot: (argument) => savePicture(argument, picture()),
    }),
    ...(replay && { replay }),
    ...(play && { play }),
    ...(scenarios && {
      playScenario: (name) => terminal.lend((signal) => scenarios.play(name, signal)),
      verifyScenario: scenarios.verify,
    }),
    quit: () => (onQuit ? onQuit() : unmount()),
  };
  const handleMouse = createMouseHandler(controls);
  const noteCompared = () => {
    const unread = unreadCompared(screen.getState(), view.getState(), size());
    if (unread.length > 0) screen.dispatch({ type: 'answers.seen', clients: unread });
  };
  view.subscribe(noteCompared);
  const followMouse = () => mouse.want(view.getState().mouse);
  followMouse();
  view.subscribe(followMouse);
  const endPreviews = startPreviews(controls);
  /** `live`: on the terminal, which it can lend. */
  const frameOf = (live: boolean) => (
    <LookProvider
      screen={screen}
      settings={settings}
      background={colourless ? undefined : background}
    >
      <App
        screen={screen}
        view={drawnView}
        size={shownSize}
        inline={inline}
        keys={keysNow()}
        now={replay?.now}
        onKey={(text, key) => handleKey(controls, text, key)}
        onPaste={(text) => handlePaste(controls, text)}
        {...(live && { onSuspendable: terminal.suspendWith })}
      />
    </LookProvider>
  );
  const picture = (): Picture => {
    const { name = '' } = selectedUser(screen.getState()) ?? {};
    const frame = renderToString(frameOf(false), { columns: shownSize.columns });
    const rows = inline ? frame.split('\n').length : shownSize.rows;
    return { frame, columns: shownSize.columns, rows, title: `multiuser-repl, ${name}` };
  };
  const app = () =>
    scrollback ? <Inline scrollback={scrollback}>{frameOf(true)}</Inline> : frameOf(true);
  // Heard before Ink hears it, so that Ink never draws a frame of the old size on a screen of the new one.
  const resized = () => {
    const broken = inline && size().columns < shownSize.columns && breaksRows(environment);
    if (broken) {
      const frame = renderToString(frameOf(false), shownSize);
      stdout.write(eraseBroken(frame, inlineCursor(controls, shownSize), size().columns));
    }
    shownSize = size();
    instance?.rerender(app());
  };
  stdout.on('resize', resized);
  const watchForCode = whenCodeAppears(async () => {
    const { highlight } = await import('../screen/highlight.ts');
    view.dispatch({ type: 'highlighter', highlight });
  });
  const unsubscribe = repl.subscribe((event) => {
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

  instance = render(app(), {
    // As much of a stream as Ink asks for.
    stdin: input as unknown as NodeJS.ReadStream,
    stdout,
    stderr,
    alternateScreen: !inline,
    // In the alternate screen a painter of our own writes less (see `terminal/painter.ts`).
    incrementalRendering: inline,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    // The stores bound how often is painted; a key is not to wait for a frame of something else.
    maxFps: 250,
    kittyKeyboard: { mode: 'auto' },
  });
  const shown = instance;
  void controls.fuzzy.load();
  if (asked) stdout.write(backgroundQuery);
  const endings = [
    recorder?.onEnd((text) => {
      view.dispatch({ type: 'recording', on: false });
      view.dispatch({ type: 'message', text });
    }),
    replay?.onMove((moved) => view.dispatch({ type: 'replay-moved', replay: moved })),
    play && showPlay(controls, play),
  ];
  const unmount = () => {
    onLeaving?.();
    recorder?.note({ type: 'screen.closed' });
    if (scrollback) {
      scrollback.end();
      shown.rerender(app());
    }
    shown.unmount();
  };
  const stopListening = () => {
    stdout.off('resize', resized);
    mouse.dispose();
  };
  shown.waitUntilExit().then(stopListening, stopListening);
  return {
    state: screen.getState,
    farewell: () => farewell(screen.getState(), scrollback?.writtenOf, size().columns),
    picture,
    carryOut: (command) => runView(controls, command),
    unmount: () => terminal.reclaim(unmount),
    waitUntilExit: shown.waitUntilExit,
    dispose: () => {
      terminal.reclaim(unmount);
      endPreviews();
      for (const end of endings) end?.();
      unsubscribe();
    },
  };
}
