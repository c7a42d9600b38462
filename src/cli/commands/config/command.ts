import { effectiveSettings } from '../../config/effective.ts';
import { flagsOf } from '../../options/given-flags.ts';
import { addSharedFlags, addUserFlag } from '../../options/options.ts';
import { addScreenFlags } from '../../options/screen-flags.ts';
import { addCommand, type Registration } from '../../registration.ts';
import type { ConfigFlags } from './run.ts';

export function addConfig(registration: Registration): void {
  const { program, io, config, location, end } = registration;
  const command = addCommand(registration, 'config')
    .description('say what every setting is here, and where it comes from')
    .allowExcessArguments(false)
    .option('--example', 'print a configuration to begin with, and do nothing else');
  addScreenFlags(addUserFlag(addSharedFlags(command))).action(async () => {
    const { runConfig } = await import('./run.ts');
    const effective = effectiveSettings(program, command, config(), io.environment);
    end(runConfig(flagsOf<ConfigFlags>(command), effective, config(), location(), io));
  });
}
