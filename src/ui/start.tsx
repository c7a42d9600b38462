import { renderToString } from 'ink';
import { farewell } from '../screen/farewell.ts';
import type { Picture } from '../screen/picture/picture.ts';
import { selectedUser } from '../screen/selectors.ts';
import { gathered } from '../screen/store.ts';
import { createExecute } from './commands/execute.ts';
import { runView } from './commands/run-view.ts';
import type { Controls } from './controls.ts';
import { startPreviews } from './files/previewer.ts';
import { followEvents } from './follow-events.ts';
import { App } from './frame/app.tsx';
import type { Size } from './frame/layout.ts';
import { Inline } from './inline/inline.tsx';
import { inlineCursor } from './inline/inline-cursor.ts';
import { breaksRows, eraseBroken } from './inline/reflow.ts';
import { createScrollback } from './inline/scrollback.ts';
import { handleKey, handlePaste } from './keys/handle-key.ts';
import { createKeymap, type Keymap } from './keys/keymap.ts';
import { backgroundQuery, createBackground } from './look/background.ts';
import { LookProvider } from './look/look-provider.tsx';
import { createMouseHandler } from './mouse/handle-mouse.ts';
import { createMouseMode } from './mouse/mouse-mode.ts';
import { createFuzzy } from './overlay/fuzzy.ts';
import { showPlay } from './play/show-play.ts';
import { createKeySeparator } from './prompt/separate-keys.ts';
import { defaultUiSettings } from './settings.ts';
import { createScreenStore, createViewStore } from './stores.ts';
import { createTerminalInput } from './terminal/input.ts';
import { createTerminalLender } from './terminal/lend-terminal.ts';
import { type Rendered, render } from './terminal/render.tsx';
import type { Report } from './terminal/sequences.ts';
import { noClipboard } from './transcript/copy.ts';
import type { Ui, UiOptions } from './ui.ts';

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
  const { inline } = settings;
  const ownKeys = createKeymap(settings.keys, replay && 'replay');
  const playedKeys = play && createKeymap(settings.keys, 'play');
  const keysNow = (): Keymap => (!play?.view().unlocked && playedKeys) || ownKeys;
  const screen = createScreenStore(recorder, () => scrollback?.beforeTurning());
  const view = createViewStore({ settings, recorder, replay, play });
  // However many keys arrive at once, they cost one frame.
  const drawnView = gathered(view);
  const size = (): Size => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  const terminal = createTerminalLender();
  let shownSize = size();
  let instance: Rendered | undefined;
  const background = createBackground(settings.theme, environment, colourless);
  const reported = (report: Report) => {
    if (report.type === 'mouse') return handleMouse(report, performance.now());
    background.answered(report.sequence);
    instance?.rerender(app());
  };
  const scrollback = inline ? createScrollback(screen, view, () => size().columns) : undefined;
  const mouse = createMouseMode(stdout);
  const input = createTerminalInput(
    stdin,
    reported,
    mouse.raw,
    () => background.isAwaited() || view.getState().mouse,
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
  const followMouse = () => mouse.want(view.getState().mouse);
  followMouse();
  view.subscribe(followMouse);
  const endPreviews = startPreviews(controls);
  /** `live`: on the terminal, which it can lend. */
  const frameOf = (live: boolean) => (
    <LookProvider screen={screen} settings={settings} background={background.known()}>
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
  const stopFollowing = followEvents(repl, controls);

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
  if (background.isAwaited()) stdout.write(backgroundQuery);
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
      stopFollowing();
    },
  };
}
