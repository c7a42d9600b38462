import { flagsOf } from '../../options/given-flags.ts';
import { addCommand, type Registration } from '../../registration.ts';
import type { ReportCommandFlags } from './run.ts';

export function addReport(registration: Registration): void {
  const command = addCommand(registration, 'report')
    .description('make a page of a recording, to look at and pass on')
    .argument('<recording>', 'the .ndjson file that --record or /record wrote')
    .allowExcessArguments(false)
    .option('-o, --output <file.html>', 'where to write it; otherwise it is printed');
  command.action(async (recording: string) => {
    const { runReport } = await import('./run.ts');
    const flags = flagsOf<ReportCommandFlags>(command);
    registration.end(await runReport(recording, flags, registration.io));
  });
}
