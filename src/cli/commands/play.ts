import { defaultFileLimits } from '../../files/limits.ts';
import { createMemoryStore } from '../../files/memory-store.ts';
import { createSecretFinder } from '../../recording/secrets.ts';
import { createRepl } from '../../repl/repl.ts';
import { heartOptions } from '../../scenario/heart-options.ts';
import { createScenarioPlayer } from '../../scenario/play/player.ts';
import { checksOf } from '../../scenario/play/state.ts';
import { killsServer } from '../../scenario/runner.ts';
import type { Picture } from '../../screen/picture/picture.ts';
import type { Ui } from '../../ui/start.tsx';
import { createClipboard } from '../clipboard.ts';
import { closeInTime } from '../close-in-time.ts';
import type { ConfigValues } from '../config/settings.ts';
import { Interrupted, UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { frontEnd, isColourless } from '../front-end.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load-scenarios.ts';
import { onAbort } from '../on-abort.ts';
import type { PlayFlags } from '../play/flags.ts';
import { hideHost } from '../play/hide-host.ts';
import { playSummary } from '../play/summary.ts';
import { recordedSecrets, startRecorder } from '../recording/flags.ts';
import { tapped } from '../recording/recorder.ts';
import { savePicture, takeScreenshot } from '../recording/save-picture.ts';
import { replOptions } from '../repl-options.ts';
import { uiSettings } from '../screen-flags.ts';
import { startTerminalGuard } from '../terminal-guard.ts';

/**
 * Plays a scenario on the screen, on users and files of its own, until whoever watches leaves or, with `--auto`, it is at
 * its end. Only then the exit code says whether all held.
 * @throws UsageError where it can't be played as it is written
 * @throws CopilotError where there is no server
 */
export async function runPlay(
  name: string,
  flags: PlayFlags,
  configured: Partial<ConfigValues>,
  io: Io,
): Promise<ExitCode> {
  const { stdin, stderr, environment, interrupted } = io;
  const { auto = false, presenter = false, pace } = flags;
  const scenario = await loadScenario(name);
  if (flags.server.length > 0 && killsServer(scenario)) {
    throw new UsageError(
      `${scenario.name} kills the server, which is not ours: leave --server out`,
    );
  }
  const asked = uiSettings(flags, configured);
  const settings = { ...asked, reducedMotion: asked.reducedMotion || presenter };
  const colourless = isColourless(environment);
  const [guard, start] = await Promise.all([
    startTerminalGuard(io),
    frontEnd(settings, environment, colourless),
  ]);
  const watched = replOptions(flags, io, true, pace);
  const options = { ...watched, ...heartOptions(scenario) };
  const secrets = recordedSecrets(environment, options);
  const finder = createSecretFinder(secrets);
  const recorder = startRecorder(flags, io, secrets, true);
  const stdout = tapped(io.stdout, recorder.output);
  stdout.on('resize', recorder.resized);
  const store = createMemoryStore({ ...defaultFileLimits, ...options.limits });
  const clipboard = createClipboard({ write: (text) => io.stdout.write(text), environment });
  // From here on at once: what the REPL tells first must find its listener.
  const repl = createRepl({ ...options, store });
  const hiddenHost = presenter ? hideHost(repl, flags.server) : undefined;
  const heart = hiddenHost ?? repl;
  heart.subscribe(recorder.event);
  let ui: Ui | undefined;
  const player = createScenarioPlayer(scenario, {
    heart: repl,
    store,
    auto,
    pace,
    still: asked.reducedMotion,
    listener: (event) => recorder.event(hiddenHost?.hide(event) ?? event),
    view: (command) => ui?.carryOut(command),
  });
  let lastPicture: Picture | undefined;
  let ready = false;
  let problem: { readonly error: unknown } | undefined;
  const leave = (error: unknown) => {
    problem ??= { error };
    ui?.unmount();
  };
  try {
    await guard.watch(settings, () => {
      ui = start({
        repl: heart,
        play: { ...player, presenter },
        stdin,
        stdout,
        stderr,
        environment,
        colourless,
        settings,
        copy: clipboard.copy,
        recorder,
        savePicture: (argument, picture) => takeScreenshot(argument, picture, finder),
        onLeaving: () => {
          if (flags.screenshot !== undefined) lastPicture = ui?.picture();
        },
      });
      onAbort(interrupted, () => leave(interrupted.reason));
      if (!settings.screenReader) stdin.once('end', () => leave(new Interrupted()));
      repl.ready.then(() => {
        ready = true;
      }, leave);
      player.start();
      player.ended.then(() => auto && ui?.unmount(), leave);
      return ui.waitUntilExit();
    });
  } catch (error) {
    problem ??= { error };
  }
  const state = player.view();
  player.dispose();
  clipboard.dispose();
  const closed = closeInTime(repl, problem ? AbortSignal.abort() : interrupted);
  if (ready) await closed;
  if (ui) stdout.write(ui.farewell() + (problem ? '' : playSummary(scenario.name, state)));
  recorder.close();
  if (lastPicture && flags.screenshot !== undefined) {
    savePicture(flags.screenshot, lastPicture, finder, flags.overwrite);
  }
  if (problem) throw problem.error;
  interrupted.throwIfAborted();
  const held = state.phase === 'ended' && checksOf(state).every(({ passed }) => passed);
  return auto && !held ? exitCodes.failed : exitCodes.done;
}
