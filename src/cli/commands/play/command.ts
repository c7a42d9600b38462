import { UsageError } from '../../errors.ts';
import { flagsOf } from '../../options/given-flags.ts';
import { requireStage } from '../../options/needs-screen.ts';
import { addSharedFlags } from '../../options/options.ts';
import { addScreenFlags } from '../../options/screen-flags.ts';
import { addPlayFlags, type PlayFlags } from '../../play/flags.ts';
import { addRecordingFlags } from '../../recording/flags.ts';
import { addCommand, type Registration } from '../../registration.ts';

export function addPlay(registration: Registration): void {
  const { io, config, end } = registration;
  const command = addCommand(registration, 'play')
    .description('play a scenario on the screen, a step for each key')
    .argument('<scenario>', 'a file of your own, or a built-in one by name')
    .allowExcessArguments(false);
  addPlayFlags(addRecordingFlags(addScreenFlags(addSharedFlags(command)))).action(
    async (name: string) => {
      const flags = flagsOf<PlayFlags>(command);
      requireStage('play', flags, config(), io);
      if (flags.json) throw new UsageError('--json is for verify: play shows a screen');
      const { runPlay } = await import('./run.ts');
      end(await runPlay(name, flags, config().values, io));
    },
  );
}
