import type { Command, ViewCommand } from '../../repl/command.ts';
import { parseLine } from '../../repl/command-language.ts';
import { reportError } from '../../repl/errors.ts';
import { accounts } from '../../screen/farewell.ts';
import { openingEvents } from '../../screen/opening-events.ts';
import { isReplEvent, reduce } from '../../screen/reduce.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { selectedClient } from '../../screen/selectors.ts';
import { initialScreenState } from '../../screen/state.ts';
import { beside } from '../commands/beside.ts';
import { userToReset } from '../commands/confirm-reset.ts';
import { playNeeded } from '../play/play-view.ts';
import { replayNeeded, replayText } from '../replay/replay-view.ts';
import { copyAnswer, noClipboard } from '../transcript/copy.ts';
import type { Ui, UiOptions } from '../ui.ts';
import { isScreenOnly } from './commands.ts';
import { completeLine } from './complete-line.ts';
import { eventLines } from './event-lines.ts';
import { createLinePrompt } from './line-prompt.ts';
import { tellPlay, tellPlayed } from './play-words.ts';
import { viewLines } from './view-lines.ts';
import { errorWords, who } from './words.ts';

/** The prompt comes when nothing has happened for so many ms, so that it is not read out between two lines. */
const pause = 150;

/**
 * The REPL in lines of plain text, for speech and braille: one for each thing that happens, nothing drawn, nothing
 * erased. Below them a line to type in, which names whose it is.
 */
export function startScreenReader({
  repl,
  stdin,
  stdout,
  environment = {},
  copy = noClipboard,
  onQuit,
  recorder,
  replay,
  play,
  scenarios,
}: Pick<
  UiOptions,
  | 'repl'
  | 'stdin'
  | 'stdout'
  | 'environment'
  | 'copy'
  | 'onQuit'
  | 'recorder'
  | 'replay'
  | 'play'
  | 'scenarios'
>): Ui {
  let state = initialScreenState;
  let quitArmed = false;
  /** Whose files the next reset deletes. */
  let resetOf: string | undefined;
  /** Prompts that were sent before there was a client. */
  let held: Command[] = [];
  let timer: NodeJS.Timeout | undefined;
  let settle = () => {};
  const exited = new Promise<void>((resolve) => {
    settle = resolve;
  });

  // What a replay shows as going on is over long since.
  const isBusy = () => !replay && (selectedClient(state)?.transcript.open.length ?? 0) > 0;
  const askSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isBusy()) prompt.ask();
    }, pause);
  };
  const say = (lines: readonly string[]) => {
    prompt.print(lines);
    askSoon();
  };
  const leave = () => {
    clearTimeout(timer);
    prompt.close();
    settle();
  };
  const quit = () => (onQuit ? onQuit() : leave());

  function run(command: Command) {
    repl.execute(command).catch((error: unknown) => {
      say([`error: ${errorWords(reportError(error))}`]);
    });
  }

  /** Once all listeners know of the client. */
  function sendHeld() {
    const commands = held;
    held = [];
    queueMicrotask(() => commands.forEach(run));
  }

  /** A reset, of which nothing is left, is done when it is asked for twice. */
  function isConfirmed(command: Command): boolean {
    const armed = resetOf;
    resetOf = undefined;
    if (command.type !== 'reset' || command.confirmed) return true;
    const name = command.user ?? selectedClient(state)?.user;
    const user = userToReset({ ...command, ...(name !== undefined && { user: name }) }, state);
    if (!user || user.name === armed) return true;
    resetOf = user.name;
    say([`this deletes all files of ${user.name} for good: the same once more does it`]);
    return false;
  }

  function take(text: string) {
    quitArmed = false;
    if (text.trim() === '?') return runView({ type: 'view', view: 'help' });
    const parsed = parseLine(text);
    askSoon();
    if (parsed.type === 'nothing') return play?.act('step');
    if (parsed.type === 'error') return say([`error: ${safeLine(parsed.message)}`]);
    const { command } = parsed;
    if (command.type === 'view') return runView(command);
    if (play?.presenter && !play.view().unlocked) return say(['read-only: /unlock first']);
    if (!isConfirmed(command)) return;
    if (command.type !== 'prompt' || state.clients.size > 0) return run(command);
    held.push(command);
    say(['there is no client yet: this is kept, and sent as soon as there is one']);
  }

  function runView({ view, argument = '' }: ViewCommand) {
    if (isScreenOnly(view)) return say([`/${view} is about a screen, and here is none`]);
    switch (view) {
      case 'quit':
        return quit();
      case 'next':
      case 'previous': {
        const command = beside(state, view === 'next' ? 1 : -1);
        return command && run(command);
      }
      case 'copy': {
        const { answers = [] } = selectedClient(state) ?? {};
        return void copyAnswer(answers, argument, copy).then((told) => say([told]));
      }
      case 'record':
        return say([toggleRecording(argument)]);
      case 'verify':
        return verify(argument);
      case 'step':
      case 'auto':
      case 'back':
      case 'again':
      case 'unlock':
        if (!play) return say([playNeeded(view)]);
        return play.act(view);
      case 'pause':
      case 'speed':
      case 'seek':
        if (view === 'pause' && play) return play.act(view);
        if (!replay) return say([replayNeeded(view)]);
        replay.act(view, argument);
        return say([replayText(replay.view()).replaceAll(' · ', ', ')]);
      default:
        if (view === 'users') run({ type: 'identify' });
        return say(viewLines(view, state, argument));
    }
  }

  function verify(name: string) {
    if (!scenarios) return say(['no scenario can be verified from here']);
    say(['verifying, on users of its own']);
    const told = (_: boolean, text: string) => say([safeLine(text, 2_000)]);
    scenarios.verify(name, told).catch((error: unknown) => {
      say([`error: ${errorWords(reportError(error))}`]);
    });
  }

  function toggleRecording(argument: string): string {
    if (!recorder) return 'nothing can be recorded here';
    try {
      const scene = { opening: openingEvents(state, new Date().toISOString()) };
      return safeLine(recorder.toggle(argument, () => ({ ...scene, alternateScreen: false })));
    } catch (error) {
      return `error: ${errorWords(reportError(error))}`;
    }
  }

  /** Cancels what the client does; else leaves the second time. */
  function interrupt() {
    if (isBusy()) return run({ type: 'cancel' });
    if (quitArmed) return quit();
    quitArmed = true;
    say(['Control C again leaves']);
  }

  const prompt = createLinePrompt({
    input: stdin,
    output: stdout,
    terminal:
      stdin.isTTY === true &&
      'isTTY' in stdout &&
      stdout.isTTY === true &&
      environment.TERM !== 'dumb',
    label: () => {
      const client = selectedClient(state);
      return client ? who(client.user, client.id, state) : 'nobody';
    },
    complete: (line) => completeLine(line, state),
    onText: take,
    onInterrupt: interrupt,
    onEnd: quit,
  });

  const unsubscribe = repl.subscribe((event) => {
    const before = state;
    state = reduce(state, event);
    if (!isReplEvent(event)) return;
    prompt.turnTo(selectedClient(state)?.user ?? '');
    if (event.type === 'client.opened' && before.clients.size === 0) sendHeld();
    const lines = eventLines({ event, before, after: state });
    if (lines.length > 0) say(lines);
    else askSoon();
  });
  const endPlay = play ? tellPlay(play, say) : replay && tellPlayed(replay, say);
  recorder?.onEnd((message) => say([safeLine(message)]));
  prompt.print([
    'multiuser-repl: many users, one server, a session for every prompt. /help says more.',
  ]);

  return {
    state: () => state,
    farewell: () =>
      accounts(state)
        .map((line) => `${line.replaceAll(' · ', ', ')}\n`)
        .join(''),
    picture: () => undefined,
    carryOut: runView,
    unmount: leave,
    waitUntilExit: () => exited,
    dispose: () => {
      leave();
      unsubscribe();
      endPlay?.();
    },
  };
}
