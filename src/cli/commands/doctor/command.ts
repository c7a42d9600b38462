import { flagsOf } from '../../options/given-flags.ts';
import { addSharedFlags } from '../../options/options.ts';
import { addCommand, type Registration } from '../../registration.ts';
import type { DoctorFlags } from './flags.ts';

export function addDoctor(registration: Registration): void {
  const command = addCommand(registration, 'doctor')
    .description('say what would be used here, and what is wrong')
    .allowExcessArguments(false)
    .option('--clean', 'remove what an earlier crash left, and do nothing else')
    .option(
      '--bundle <file>',
      'write what was found to a new file to pass on: no prompts, no secrets, no user names',
    );
  addSharedFlags(command).action(async () => {
    const { runDoctor } = await import('./run.ts');
    registration.end(await runDoctor(flagsOf<DoctorFlags>(command), registration.io));
  });
}
