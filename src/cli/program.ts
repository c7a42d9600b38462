import { Command, CommanderError } from 'commander';
import { installedVersions } from '../copilot/versions.ts';
import { addCompletion } from './commands/completion.ts';
import { addConfig } from './commands/config/command.ts';
import type { ConfigFlags } from './commands/config/run.ts';
import { addDoctor } from './commands/doctor/command.ts';
import { addMan } from './commands/man.ts';
import { addPlay } from './commands/play/command.ts';
import { addRepl } from './commands/repl/command.ts';
import { addReplay } from './commands/replay/command.ts';
import { addReport } from './commands/report/command.ts';
import { addServe } from './commands/serve/command.ts';
import { addVerify } from './commands/verify/command.ts';
import { applyConfig } from './config/apply-config.ts';
import { configLocation } from './config/location.ts';
import { loadConfig, noConfig } from './config/read-config.ts';
import { examples } from './examples.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { takeIdentities } from './heart/identities.ts';
import type { Io } from './io.ts';
import { type Log, openLog } from './log/log-file.ts';
import { flagsOf, refuseIdleFlags } from './options/given-flags.ts';
import type { Flags } from './options/options.ts';
import { configure, type Registration } from './registration.ts';
import { programVersion } from './version.ts';

/** Each in a file of its own beside what it runs, which is loaded with it. In the order in which help lists them. */
const additions: readonly ((registration: Registration) => void)[] = [
  addRepl,
  addVerify,
  addPlay,
  addReplay,
  addDoctor,
  addServe,
  addReport,
  addConfig,
  addCompletion,
  addMan,
];

function versionText(): string {
  const { sdk, runtime } = installedVersions();
  return [
    `multiuser-repl ${programVersion}`,
    `@github/copilot-sdk ${sdk}`,
    `bundled runtime ${runtime}`,
    `Node ${process.versions.node}`,
    '',
  ].join('\n');
}

/**
 * Reads the command line and runs what it says; what a command needs is loaded with the command. Resolves to the exit code.
 * @throws whatever went wrong
 */
export async function runProgram(argv: readonly string[], outside: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let log: Log | undefined;
  const io: Io = {
    ...outside,
    get log() {
      return log;
    },
  };
  let config = noConfig;
  let location = configLocation(io.environment, undefined);
  const program = configure(new Command('multiuser-repl'), io)
    .description('Many users, one headless Copilot server, a fresh session for every prompt.')
    .option('-V, --version', 'versions of this, the SDK, its runtime and Node')
    .on('option:version', () => {
      io.stdout.write(versionText());
      throw new CommanderError(exitCodes.done, 'commander.version', programVersion);
    })
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
      const { logFile, logLevel } = flagsOf<Flags>(command);
      if (logFile !== undefined) log = openLog(logFile, logLevel);
    });
  const registration: Registration = {
    program,
    io,
    argv,
    config: () => config,
    location: () => location,
    end: (ended) => {
      code = ended;
    },
  };
  for (const add of additions) add(registration);
  await program.parseAsync(argv, { from: 'user' });
  return code;
}
