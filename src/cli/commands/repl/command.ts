import { nearestWord } from '../../../repl/nearest.ts';
import { UsageError } from '../../errors.ts';
import { flagsOf, refuseTakenCommand } from '../../options/given-flags.ts';
import { refuseWithoutScreen, stageFor } from '../../options/needs-screen.ts';
import { addReportFlag, addSharedFlags, addUserFlag, type Flags } from '../../options/options.ts';
import { addScreenFlags, type ScreenFlags } from '../../options/screen-flags.ts';
import { addRecordingFlags, type RecordingFlags } from '../../recording/flags.ts';
import type { Registration } from '../../registration.ts';

function refuseExtra(args: readonly string[], known: readonly string[]): void {
  const [extra] = args;
  if (extra === undefined) return;
  const nearest = nearestWord(extra, known);
  throw new UsageError(
    `unknown command "${extra.slice(0, 64)}": ${nearest ? `did you mean ${nearest}?` : `there is ${known.join(', ')}.`}`,
  );
}

/** What the program does without a command: the REPL, or batch mode. */
export function addRepl({ program, io, argv, config, end }: Registration): void {
  program.option('-p, --prompt <text>', 'one prompt as the first user: print the answer and exit');
  addRecordingFlags(addReportFlag(addScreenFlags(addUserFlag(addSharedFlags(program))))).action(
    async () => {
      const commands = program.commands.map((command) => command.name());
      const flags = flagsOf<Flags & ScreenFlags & RecordingFlags & { prompt?: string }>(program);
      refuseExtra(program.args, commands);
      refuseTakenCommand(argv, flags.user, commands);
      const stage = stageFor(flags, config(), io);
      if (flags.prompt?.trim() === '') throw new UsageError('-p has no prompt: write one after it');
      const batch = flags.prompt !== undefined || flags.json || stage === 'none';
      if (flags.screenshot !== undefined && (batch || stage === 'lines'))
        refuseWithoutScreen('--screenshot');
      if (batch) {
        const { runBatch } = await import('./batch.ts');
        return end(await runBatch(flags, io, flags.prompt));
      }
      if (flags.report !== undefined) {
        throw new UsageError(
          '--report is for -p, for lines on standard input and for verify: here use --record, and then multiuser-repl report',
        );
      }
      const { runInteractive } = await import('./interactive.ts');
      end(await runInteractive(flags, config().values, io));
    },
  );
}
