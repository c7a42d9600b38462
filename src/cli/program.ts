import { Command } from 'commander';
import { nearestWord } from '../repl/nearest.ts';
import { safeLine } from '../screen/safe-text.ts';
import type { ConfigFlags } from './commands/config.ts';
import type { DoctorFlags } from './commands/doctor/run.ts';
import type { ReplayFlags } from './commands/replay.ts';
import type { ReportCommandFlags } from './commands/report.ts';
import type { ServeFlags } from './commands/serve.ts';
import type { VerifyFlags } from './commands/verify/run.ts';
import { applyConfig } from './config/apply-config.ts';
import { effectiveSettings } from './config/effective.ts';
import { configLocation } from './config/location.ts';
import { loadConfig, noConfig } from './config/read-config.ts';
import { UsageError } from './errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { flagsOf, refuseIdleFlags, refuseTakenCommand } from './given-flags.ts';
import { takeIdentities } from './identities.ts';
import type { Io } from './io.ts';
import { addReportFlag, addSharedFlags, addUserFlag, type Flags, parsePort } from './options.ts';
import { addPlayFlags, type PlayFlags } from './play/flags.ts';
import {
  addEventRecordingFlags,
  addOverwriteFlag,
  addRecordingFlags,
  addScreenshotFlag,
  type RecordingFlags,
} from './recording/flags.ts';
import { addScreenFlags, type ScreenFlags, uiSettings } from './screen-flags.ts';
import { programVersion } from './version.ts';

const examples = `
Examples:
  multiuser-repl                            explore by hand
  multiuser-repl -p 'Create a.md saying hi' one prompt, then leave
  multiuser-repl verify                     see the pattern's promises checked
  multiuser-repl play short-lived           see them on the screen

Batch mode reads lines from standard input: a prompt, or a slash command such as
"/as alice/C2 List my files" or "/all What can you see?".

Tokens and keys come from the environment only: COPILOT_GITHUB_TOKEN, GH_TOKEN or GITHUB_TOKEN
for GitHub Copilot; COPILOT_PROVIDER_BASE_URL, COPILOT_PROVIDER_API_KEY for a provider of your
own; COPILOT_CONNECTION_TOKEN for --server. Without any, the built-in offline model answers.`;

function refuseExtra(args: readonly string[], known: readonly string[]): void {
  const [extra] = args;
  if (extra === undefined) return;
  const nearest = nearestWord(extra, known);
  throw new UsageError(
    `unknown command "${extra.slice(0, 64)}": ${nearest ? `did you mean ${nearest}?` : `there is ${known.join(', ')}.`}`,
  );
}

/** A screen needs a terminal at both ends, and one that can move its cursor. */
const canShowScreen = ({ stdin, stdout, environment }: Io): boolean =>
  stdin.isTTY && stdout.isTTY && environment.TERM !== 'dumb';

function refuseWithoutScreen(what: string): never {
  throw new UsageError(`${what} needs a screen: a terminal for input and output`);
}

/**
 * Reads the command line and runs what it says; what a command needs is loaded with the command. Resolves to the exit code.
 * @throws whatever went wrong
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let config = noConfig;
  let location = configLocation(io.environment, undefined);
  const program = new Command('multiuser-repl');
  const configure = (command: Command) =>
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // The suggestion comes on a line of its own; an error is one line here.
      outputError: (text, write) => write(`${safeLine(text.trim().replace(/\n\(/, ' ('))}\n`),
    });

  configure(program)
    .description('Many users, one headless Copilot server, a fresh session for every prompt.')
    .version(programVersion)
    .option('-p, --prompt <text>', 'one prompt as the first user: print the answer and exit')
    .addHelpText('after', examples)
    .allowExcessArguments()
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .hook('preAction', async (_, command) => {
      refuseIdleFlags(program, command);
      location = configLocation(io.environment, flagsOf<Flags>(command).config);
      // What is to help to repair a file must not need one that is right.
      if (flagsOf<ConfigFlags>(command).example) return;
      config = await loadConfig(location);
      applyConfig(program, command, config, io.environment);
      program.setOptionValue('identities', takeIdentities(config.values.users ?? [], io));
    });
  addRecordingFlags(addReportFlag(addScreenFlags(addUserFlag(addSharedFlags(program))))).action(
    async () => {
      const commands = program.commands.map((command) => command.name());
      const flags = flagsOf<Flags & ScreenFlags & RecordingFlags & { prompt?: string }>(program);
      refuseExtra(program.args, commands);
      refuseTakenCommand(argv, flags.user, commands);
      // Lines can be read wherever they go: to speech through a pipe, in a terminal that has no cursor.
      const linear = io.stdin.isTTY && uiSettings(flags, config.values).screenReader;
      const batch = flags.prompt !== undefined || flags.json || !(linear || canShowScreen(io));
      if (batch) {
        if (flags.screenshot !== undefined) refuseWithoutScreen('--screenshot');
        const { runBatch } = await import('./commands/batch.ts');
        code = await runBatch(flags, io, flags.prompt);
      } else {
        if (linear && flags.screenshot !== undefined) refuseWithoutScreen('--screenshot');
        if (flags.report !== undefined) {
          throw new UsageError(
            '--report is for -p, for lines on standard input and for verify: here use --record, and then multiuser-repl report',
          );
        }
        const { runInteractive } = await import('./commands/interactive.ts');
        code = await runInteractive(flags, config.values, io);
      }
    },
  );

  const verify = configure(program.command('verify'))
    .description('run scenarios without a screen, and say what held')
    .argument(
      '[scenario...]',
      'files of your own, or built-in ones by name; all of those if none is named',
    );
  verify
    .option('--attack', 'attack with a model that is hostile on purpose')
    .option('--junit <file.xml>', 'write what held as JUnit XML as well');
  addEventRecordingFlags(addReportFlag(addSharedFlags(verify))).action(async (names: string[]) => {
    const { runVerify } = await import('./commands/verify/run.ts');
    code = await runVerify(names, flagsOf<VerifyFlags>(verify), io);
  });

  const play = configure(program.command('play'))
    .description('play a scenario on the screen, a step for each key')
    .argument('<scenario>', 'a file of your own, or a built-in one by name')
    .allowExcessArguments(false);
  addPlayFlags(addRecordingFlags(addScreenFlags(addSharedFlags(play)))).action(
    async (name: string) => {
      const flags = flagsOf<PlayFlags>(play);
      const linear = io.stdin.isTTY && uiSettings(flags, config.values).screenReader;
      if (!linear && !canShowScreen(io)) refuseWithoutScreen('play');
      if (linear && flags.screenshot !== undefined) refuseWithoutScreen('--screenshot');
      if (flags.json) throw new UsageError('--json is for verify: play shows a screen');
      const { runPlay } = await import('./commands/play.ts');
      code = await runPlay(name, flags, config.values, io);
    },
  );

  const replay = configure(program.command('replay'))
    .description('show a recording on the screen, without any server')
    .argument('<file.ndjson>', 'what --record or /record wrote')
    .allowExcessArguments(false)
    .option('--config <file>', 'a configuration other than your own');
  addOverwriteFlag(addScreenshotFlag(addScreenFlags(replay))).action(async (file: string) => {
    const flags = flagsOf<ReplayFlags>(replay);
    const linear = io.stdin.isTTY && uiSettings(flags, config.values).screenReader;
    if (!linear && !canShowScreen(io)) refuseWithoutScreen('replay');
    if (linear && flags.screenshot !== undefined) refuseWithoutScreen('--screenshot');
    const { runReplay } = await import('./commands/replay.ts');
    code = await runReplay(file, flags, config.values, io);
  });

  const doctor = configure(program.command('doctor'))
    .description('say what would be used here, and what is wrong')
    .allowExcessArguments(false);
  doctor.option('--clean', 'remove what an earlier crash left, and do nothing else');
  addSharedFlags(doctor).action(async () => {
    const { runDoctor } = await import('./commands/doctor/run.ts');
    code = await runDoctor(flagsOf<DoctorFlags>(doctor), io);
  });

  const serve = configure(program.command('serve'))
    .description('start a server that others attach to with --server, until it is interrupted')
    .allowExcessArguments(false)
    .option('--port <number>', 'where it listens (default: any that is free)', parsePort)
    .option('--host <address>', 'an address of this machine', '127.0.0.1')
    .option('--expose', 'listen beyond this machine: see what the token allows, above all')
    .option('--json', 'what happens as NDJSON on standard output');
  serve.action(async () => {
    const { runServe } = await import('./commands/serve.ts');
    code = await runServe(serve.opts<ServeFlags>(), io);
  });

  const report = configure(program.command('report'))
    .description('make a page of a recording, to look at and pass on')
    .argument('<recording>', 'the .ndjson file that --record or /record wrote')
    .allowExcessArguments(false)
    .option('-o, --output <file.html>', 'where to write it; otherwise it is printed');
  report.action(async (recording: string) => {
    const { runReport } = await import('./commands/report.ts');
    code = await runReport(recording, flagsOf<ReportCommandFlags>(report), io);
  });

  const configuration = configure(program.command('config'))
    .description('say what every setting is here, and where it comes from')
    .allowExcessArguments(false)
    .option('--example', 'print a configuration to begin with, and do nothing else');
  addScreenFlags(addUserFlag(addSharedFlags(configuration))).action(async () => {
    const { runConfig } = await import('./commands/config.ts');
    const effective = effectiveSettings(program, configuration, config, io.environment);
    code = runConfig(flagsOf<ConfigFlags>(configuration), effective, config, location, io);
  });

  await program.parseAsync(argv, { from: 'user' });
  return code;
}
