import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Identities } from '../../copilot/identity.ts';
import type { ProviderType } from '../../copilot/model-choice.ts';
import { defaultFileToolNames, fileToolNames } from '../../files/tools/file-tool-names.ts';
import { checkUserName, parseAddress } from '../../repl/names.ts';
import { nearestWord } from '../../repl/nearest.ts';
import { defaultRecycleLimits } from '../../repl/recycle-limits.ts';
import { defaultMaximumSteps } from '../../repl/request-limits.ts';
import type { Seed } from '../../repl/transfer/transfers.ts';
import {
  defaultStorePrefix,
  parseStorePrefix,
  type StoreFlags,
  storeFlag,
} from '../heart/file-store.ts';
import { type LogLevel, logLevels } from '../log/levels.ts';

/** The flags that every command shares, checked. Keys and tokens come from the environment alone. */
export interface Flags extends StoreFlags {
  readonly user: readonly string[];
  /** What users start with. */
  readonly seed?: readonly Seed[];
  /** What the configuration says of single users. */
  readonly identities?: Identities;
  /** `host:port` of running servers. */
  readonly server: readonly string[];
  readonly model?: string;
  readonly providerUrl?: string;
  readonly providerType?: ProviderType;
  readonly offline?: boolean;
  readonly tools: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
  /** Tool calls. */
  readonly maxSteps: number;
  /** Sessions. */
  readonly recycleAfter: number;
  /** MB. */
  readonly recycleSize: number;
  /** A file. */
  readonly config?: string;
  readonly json?: boolean;
  /** A file. */
  readonly logFile?: string;
  readonly logLevel: LogLevel;
  /** A file. */
  readonly report?: string;
}

export const defaultUsers: readonly string[] = ['alice', 'bob'];

function parseUser(name: string, previous: readonly string[]): readonly string[] {
  const checked = checkUserName(name);
  if ('problem' in checked) throw new InvalidArgumentError(checked.problem);
  return [...(previous === defaultUsers ? [] : previous), checked.name];
}

/** `folder` for everyone, `user=folder` for one. A folder with `=` in its name is written `./a=b`. */
export function parseSeed(text: string): Seed {
  const [, name, own] = /^([^=/\\]*)=([\s\S]*)$/.exec(text) ?? [];
  const host = own ?? text;
  if (host.trim() === '') throw new InvalidArgumentError('write a folder, or user=folder.');
  if (name === undefined) return { host };
  const checked = checkUserName(name);
  if ('problem' in checked) throw new InvalidArgumentError(checked.problem);
  return { host, user: checked.name };
}

export function parseServer(text: string): string {
  const address = parseAddress(text);
  if (address) return address;
  throw new InvalidArgumentError('write it as host:port, for example 127.0.0.1:4321.');
}

export function parseUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError('write a whole URL, for example https://example.com/v1.');
  }
  return text;
}

export const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (text: string): Choice => {
    const found = choices.find((each) => each === text);
    if (found === undefined) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    }
    return found;
  };

export const parseProviderType = oneOf<ProviderType>(['openai', 'azure', 'anthropic']);
export const parseWireApi = oneOf(['completions', 'responses']);

export function parseSeconds(text: string): number {
  const seconds = Number(text);
  // setTimeout takes at most 2³¹ − 1 ms.
  if (text.trim() === '' || !(seconds > 0) || seconds > 2_147_483) {
    throw new InvalidArgumentError('write a number of seconds above 0.');
  }
  return seconds;
}

export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('write a whole number above 0.');
  return Number(text);
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw new InvalidArgumentError('write a number from 0 to 65535.');
}

export function parseTool(name: string): string {
  if ((fileToolNames as readonly string[]).includes(name)) return name;
  const nearest = nearestWord(name, fileToolNames);
  const advice = nearest ? `did you mean ${nearest}?` : `there is ${fileToolNames.join(', ')}.`;
  throw new InvalidArgumentError(`there is no tool "${name}": ${advice}`);
}

const parseTools = (text: string): readonly string[] =>
  text.split(',').map((name) => parseTool(name.trim()));

/** Adds the flags that say where sessions run and where answers come from. */
export function addSharedFlags(command: Command): Command {
  return (
    command
      .addOption(
        new Option(
          '--server <host:port>',
          'attach to a running server; may be given more than once',
        )
          .argParser((text: string, previous: readonly string[]) => [
            ...new Set([...previous, parseServer(text)]),
          ])
          .default([], 'one of its own'),
      )
      .option('--model <name>', 'the model to ask for')
      .option('--provider-url <url>', 'a model provider of your own', parseUrl)
      .option(
        '--provider-type <type>',
        'what it speaks: openai, azure or anthropic',
        parseProviderType,
      )
      .option('--offline', 'use the offline model even where a token is set')
      // To undo for once what the configuration says.
      .addOption(new Option('--no-offline').hideHelp())
      .addOption(
        new Option(
          '--tools <list>',
          `all that sessions offer the model, of ${fileToolNames.join(',')}`,
        )
          .argParser(parseTools)
          .default(defaultFileToolNames, defaultFileToolNames.join(',')),
      )
      .option('--timeout <seconds>', 'the longest that a request may take', parseSeconds)
      .addOption(
        new Option('--max-steps <number>', 'the most tool calls that a request may make')
          .argParser(parseCount)
          .default(defaultMaximumSteps),
      )
      .addOption(
        new Option('--recycle-after <sessions>', 'replace the embedded server after so many')
          .argParser(parseCount)
          .default(defaultRecycleLimits.sessions),
      )
      .addOption(
        new Option('--recycle-size <MB>', 'or when it has this much memory')
          .argParser(parseCount)
          .default(defaultRecycleLimits.memory / 2 ** 20),
      )
      .option(
        '--store <url>',
        'where files are kept, redis://… (default: in this process)',
        storeFlag,
      )
      .addOption(
        new Option('--store-prefix <text>', 'what its keys begin with')
          .argParser(parseStorePrefix)
          .default(defaultStorePrefix),
      )
      .option('--config <file>', 'a configuration other than your own')
      .option('--json', 'events as NDJSON on standard output, and nothing else there')
      .option(
        '--log-file <file>',
        'add what happens to a file, moved to <file>.1 at 10 MB: no prompts, no answers, no secrets',
      )
      .addOption(
        new Option('--log-level <level>', `how much of it: ${logLevels.join(', ')}`)
          .argParser(oneOf(logLevels))
          .default('info'),
      )
  );
}

export function addUserFlag(command: Command): Command {
  return command
    .addOption(
      new Option('-u, --user <name...>', 'users to start with')
        .argParser(parseUser)
        .default(defaultUsers, defaultUsers.join(' ')),
    )
    .option(
      '--seed <[user=]folder>',
      "files of this machine's that every user, or the one named, starts with; may be repeated",
      (text, previous: readonly Seed[] = []) => [...previous, parseSeed(text)],
    );
}

/** Adds the flag that writes what happened as a page. */
export const addReportFlag = (command: Command): Command =>
  command.option('--report <file.html>', 'write what happened as one page to look at and pass on');
