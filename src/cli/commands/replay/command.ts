import { flagsOf } from '../../options/given-flags.ts';
import { requireStage } from '../../options/needs-screen.ts';
import { addScreenFlags } from '../../options/screen-flags.ts';
import { addOverwriteFlag, addScreenshotFlag } from '../../recording/flags.ts';
import { addCommand, type Registration } from '../../registration.ts';
import type { ReplayFlags } from './run.ts';

export function addReplay(registration: Registration): void {
  const { io, config, end } = registration;
  const command = addCommand(registration, 'replay')
    .description('show a recording on the screen, without any server')
    .argument('<file.ndjson>', 'what --record or /record wrote')
    .allowExcessArguments(false)
    .option('--config <file>', 'a configuration other than your own');
  addOverwriteFlag(addScreenshotFlag(addScreenFlags(command))).action(async (file: string) => {
    const flags = flagsOf<ReplayFlags>(command);
    requireStage('replay', flags, config(), io);
    const { runReplay } = await import('./run.ts');
    end(await runReplay(file, flags, config().values, io));
  });
}
