import { defaultFileLimits } from '../../../files/limits.ts';
import { createMemoryStore } from '../../../files/memory-store.ts';
import { createRepl } from '../../../repl/repl.ts';
import { heartOptions } from '../../../scenario/heart-options.ts';
import { createScenarioPlayer } from '../../../scenario/play/player.ts';
import { checksOf } from '../../../scenario/play/state.ts';
import { killsServer } from '../../../scenario/runner.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { ConfigValues } from '../../config/settings.ts';
import { UsageError } from '../../errors.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { closeInTime } from '../../heart/close-in-time.ts';
import { replOptions } from '../../heart/repl-options.ts';
import type { Io } from '../../io.ts';
import { loadScenario } from '../../load-scenarios.ts';
import { uiSettings } from '../../options/screen-flags.ts';
import type { PlayFlags } from '../../play/flags.ts';
import { hideHost } from '../../play/hide-host.ts';
import { playSummary } from '../../play/summary.ts';
import { recordedSecrets, startRecorder } from '../../recording/flags.ts';
import { openScreen } from '../../terminal/on-screen.ts';

const providerUrls = ({ providerUrl }: PlayFlags, environment: NodeJS.ProcessEnv) =>
  [providerUrl, environment.COPILOT_PROVIDER_BASE_URL].filter((url) => url !== undefined);

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
  const { environment, interrupted } = io;
  const { auto = false, presenter = false, pace } = flags;
  const scenario = await loadScenario(name);
  if (flags.server.length > 0 && killsServer(scenario)) {
    throw new UsageError(
      `${scenario.name} kills the server, which is not ours: leave --server out`,
    );
  }
  const asked = uiSettings(flags, configured);
  const settings = { ...asked, reducedMotion: asked.reducedMotion || presenter };
  const options = { ...replOptions(flags, io, true, pace), ...heartOptions(scenario) };
  const secrets = recordedSecrets(environment, options);
  const screen = await openScreen(io, settings, flags, secrets);
  const recorder = startRecorder(flags, io, secrets, true);
  const store = createMemoryStore({ ...defaultFileLimits, ...options.limits });
  // From here on at once: what the REPL tells first must find its listener.
  const repl = createRepl({ ...options, store });
  if (io.log) repl.subscribe(io.log);
  const hiddenHost = presenter
    ? hideHost(repl, [...flags.server, ...providerUrls(flags, environment)])
    : undefined;
  const heart = hiddenHost ?? repl;
  heart.subscribe(recorder.event);
  let shown: Ui | undefined;
  const player = createScenarioPlayer(scenario, {
    heart: repl,
    store,
    auto,
    pace,
    still: asked.reducedMotion,
    listener: (event) => recorder.event(hiddenHost?.hide(event) ?? event),
    view: (command) => shown?.carryOut(command),
  });
  let ready = false;
  const { ui, problem, stdout, savePicture } = await screen.show(
    { repl: heart, recorder, play: { ...player, presenter } },
    (started, leave) => {
      shown = started;
      repl.ready.then(() => {
        ready = true;
      }, leave);
      player.start();
      player.ended.then(() => auto && started.unmount(), leave);
    },
  );
  const state = player.view();
  player.dispose();
  const closed = closeInTime(repl, problem ? AbortSignal.abort() : interrupted);
  if (ready) await closed;
  if (ui) stdout.write(ui.farewell() + (problem ? '' : playSummary(scenario.name, state)));
  recorder.close();
  savePicture();
  if (problem) throw problem.error;
  interrupted.throwIfAborted();
  const held = state.phase === 'ended' && checksOf(state).every(({ passed }) => passed);
  return auto && !held ? exitCodes.failed : exitCodes.done;
}
