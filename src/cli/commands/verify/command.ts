import { flagsOf } from '../../options/given-flags.ts';
import { addReportFlag, addSharedFlags } from '../../options/options.ts';
import { addEventRecordingFlags } from '../../recording/flags.ts';
import { addCommand, type Registration } from '../../registration.ts';
import type { VerifyFlags } from './run.ts';

export function addVerify(registration: Registration): void {
  const command = addCommand(registration, 'verify')
    .description('run scenarios without a screen, and say what held')
    .argument(
      '[scenario...]',
      'files of your own, or built-in ones by name; all of those if none is named',
    )
    .option('--attack', 'attack with a model that is hostile on purpose')
    .option('--junit <file.xml>', 'write what held as JUnit XML as well');
  addEventRecordingFlags(addReportFlag(addSharedFlags(command))).action(async (names: string[]) => {
    const { runVerify } = await import('./run.ts');
    registration.end(await runVerify(names, flagsOf<VerifyFlags>(command), registration.io));
  });
}
