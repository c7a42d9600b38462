import type { ViewCommand } from '../../repl/command.ts';
import { errorText, reportError } from '../../repl/errors.ts';
import { openingEvents } from '../../screen/opening-events.ts';
import { selectedUser } from '../../screen/selectors.ts';
import { allEntries } from '../../screen/transcript.ts';
import { type Controls, run, sceneNow } from '../controls.ts';
import { isWide } from '../frame/layout.ts';
import { openPalette } from '../overlay/palette.ts';
import { usersOverlay } from '../overlay/users.ts';
import { playFromHere, verifyFromHere } from '../play/from-here.ts';
import { playNeeded } from '../play/play-view.ts';
import { replayNeeded } from '../replay/replay-view.ts';
import { soughtText } from '../search/sought.ts';
import { copyAnswer } from '../transcript/copy.ts';
import { aboveTheFrame, startTranscriptSearch } from '../transcript/transcript-keys.ts';
import { type Anchor, scrollBy, scrollToTop, type TranscriptView } from '../transcript/window.ts';
import { userView } from '../view/view.ts';
import { beside } from './beside.ts';

function turnBeside(controls: Controls, step: 1 | -1) {
  const state = controls.screen.getState();
  const command = beside(state, step);
  if (command) run(controls, state.selected ?? '', command);
}

const sayAbove = ({ view }: Controls) => view.dispatch({ type: 'message', text: aboveTheFrame });

function scroll(
  controls: Controls,
  target: (view: TranscriptView, anchor: Anchor | undefined) => Anchor | undefined,
  up = false,
) {
  const { clientId, clientView, transcript } = sceneNow(controls);
  if (!transcript) return;
  const anchor = target(transcript, clientView.anchor);
  if (controls.inline && up && !anchor) return sayAbove(controls);
  controls.view.dispatch({ type: 'scrolled', client: clientId, anchor });
}

const page = ({ height }: TranscriptView): number => Math.max(1, height - 1);

function clear(controls: Controls) {
  const { view, screen } = controls;
  if (controls.inline) return sayAbove(controls);
  const { clients, selected = '' } = screen.getState();
  const transcript = clients.get(selected)?.transcript;
  if (!transcript) return;
  // What is going on is left: the operator still waits for it.
  const running = transcript.open.length > 0;
  const before =
    transcript.dropped + (running ? transcript.settled.length : allEntries(transcript).length);
  view.dispatch({ type: 'cleared', client: selected, before });
}

/** One begins at the newest change, and stays there whatever changes next. */
function turnToFiles({ view, screen }: Controls) {
  const { name: user = '', latestChange: path } = selectedUser(screen.getState()) ?? {};
  const isNew = userView(view.getState(), user).cursor === undefined;
  if (isNew && path !== undefined) view.dispatch({ type: 'tree-moved', user, path });
  view.dispatch({ type: 'focused', focus: 'files' });
}

function toggleMouse({ view, inline }: Controls) {
  // A frame in the normal screen does not know at which row it stands.
  const text = inline
    ? 'the mouse needs the whole screen: start without --inline'
    : view.getState().mouse
      ? 'the mouse is off: the terminal selects text'
      : 'the mouse is on: wheel and clicks are for this screen; most terminals select text with Shift held';
  if (!inline) view.dispatch({ type: 'mouse-toggled' });
  view.dispatch({ type: 'message', text });
}

function toggleRecording(controls: Controls, argument: string): string {
  const { recorder, screen, view, inline } = controls;
  if (!recorder) return 'nothing can be recorded here';
  const text = recorder.toggle(argument, () => ({
    opening: openingEvents(screen.getState(), new Date().toISOString()),
    alternateScreen: !inline,
  }));
  view.dispatch({ type: 'recording', on: recorder.isOn() });
  // A recording of the terminal begins with all that is on it.
  if (recorder.isOn()) controls.redraw();
  return text;
}

/** Has something done that may fail, and says how it went. */
function told({ view }: Controls, task: () => string) {
  const say = (text: string) => view.dispatch({ type: 'message', text });
  try {
    say(task());
  } catch (error) {
    say(errorText(reportError(error)));
  }
}

/** Those that were written to the normal screen stay as they are. */
function sayTools({ view }: Controls) {
  const how = view.getState().toolsOpen ? 'opened' : 'closed';
  view.dispatch({ type: 'message', text: `tool calls are shown ${how} from here on` });
}

/** Carries out what only changes what is shown. */
export function runView(controls: Controls, { view: name, argument = '' }: ViewCommand) {
  const { view } = controls;
  switch (name) {
    case 'quit':
      return controls.quit();
    case 'files':
      return turnToFiles(controls);
    case 'ledger':
      return view.dispatch({ type: 'focused', focus: name });
    case 'help':
    case 'model':
      return view.dispatch({ type: 'overlay', overlay: { kind: name, top: 0 } });
    case 'compare':
      return view.dispatch({ type: 'overlay', overlay: { kind: 'compare', first: 0 } });
    case 'users':
      run(controls, sceneNow(controls).client?.id ?? '', { type: 'identify' });
      return view.dispatch({ type: 'overlay', overlay: usersOverlay(controls.screen.getState()) });
    case 'commands':
      return openPalette(controls);
    case 'search':
      return startTranscriptSearch(controls, soughtText('', argument), false);
    case 'copy': {
      const { answers = [] } = sceneNow(controls).client ?? {};
      const say = (text: string) => view.dispatch({ type: 'message', text });
      return void copyAnswer(answers, argument, controls.copy).then(say);
    }
    case 'record':
      return told(controls, () => toggleRecording(controls, argument));
    case 'screenshot': {
      const { screenshot = () => 'no picture can be taken here' } = controls;
      return told(controls, () => screenshot(argument));
    }
    case 'pause':
    case 'speed':
    case 'seek': {
      if (name === 'pause' && controls.play) return controls.play.act(name);
      if (controls.replay) return controls.replay.act(name, argument);
      return view.dispatch({ type: 'message', text: replayNeeded(name) });
    }
    case 'play':
      return void playFromHere(controls, argument);
    case 'verify':
      return void verifyFromHere(controls, argument);
    case 'step':
    case 'auto':
    case 'back':
    case 'again':
    case 'unlock': {
      if (controls.play) return controls.play.act(name);
      return view.dispatch({ type: 'message', text: playNeeded(name) });
    }
    case 'clear':
      return clear(controls);
    case 'panel':
      return view.dispatch({
        type: 'panel-toggled',
        wide: !controls.inline && isWide(controls.size()),
      });
    case 'tools':
      view.dispatch({ type: 'tools-toggled' });
      return controls.inline ? sayTools(controls) : undefined;
    case 'mouse':
      return toggleMouse(controls);
    case 'redraw':
      return controls.redraw();
    case 'next':
      return turnBeside(controls, 1);
    case 'previous':
      return turnBeside(controls, -1);
    case 'page-up':
      return scroll(controls, (shown, anchor) => scrollBy(shown, anchor, -page(shown)), true);
    case 'page-down':
      return scroll(controls, (shown, anchor) => scrollBy(shown, anchor, page(shown)));
    case 'top':
      return scroll(controls, scrollToTop, true);
    case 'bottom':
      return scroll(controls, () => undefined);
  }
}
