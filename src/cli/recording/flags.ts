import { type Command, InvalidArgumentError, Option } from 'commander';
import { secretsOf } from '../../copilot/model-choice.ts';
import { maximumRecordingBytes } from '../../recording/format.ts';
import type { ReplOptions } from '../../repl/repl.ts';
import { secretVariables } from '../heart/environment-secrets.ts';
import { storeVariable } from '../heart/file-store.ts';
import { passwordsIn } from '../heart/url-passwords.ts';
import type { Io } from '../io.ts';
import { createRecorder, type ProgramRecorder } from './recorder.ts';

/** What is kept of a run. */
export interface RecordingFlags {
  readonly record?: string;
  /** MB. */
  readonly recordLimit: number;
  readonly screenshot?: string;
  readonly overwrite?: boolean;
}

const largest = maximumRecordingBytes / 2 ** 20;

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || limit < 0.1 || limit > largest) {
    throw new InvalidArgumentError(`write a number of MB from 0.1 to ${largest}.`);
  }
  return limit;
}

export const addOverwriteFlag = (command: Command): Command =>
  command.option('--overwrite', 'replace files that are there already');

export const addScreenshotFlag = (command: Command): Command =>
  command.option('--screenshot <file.svg>', 'keep the last screen as a picture');

const addRecordFlags = (command: Command, file: string, means: string): Command =>
  addOverwriteFlag(
    command
      .option(`--record <${file}>`, means)
      .addOption(
        new Option('--record-limit <MB>', 'the most that a file of a recording may hold')
          .argParser(parseLimit)
          .default(32),
      ),
  );

/** Of what has no screen. */
export const addEventRecordingFlags = (command: Command): Command =>
  addRecordFlags(command, 'file.ndjson', 'record what happens');

export const addRecordingFlags = (command: Command): Command =>
  addScreenshotFlag(
    addRecordFlags(
      command,
      'file.cast',
      'record the terminal, and beside it what happened (.ndjson)',
    ),
  );

/**
 * What no file may hold. Of URLs that is the password alone: pieces of secrets are looked for as well, and a piece of a
 * URL may be that of another.
 */
export function recordedSecrets(
  environment: NodeJS.ProcessEnv,
  { model, identities = new Map(), secrets = [] }: Partial<ReplOptions> = {},
  urls: readonly (string | undefined)[] = [],
): readonly string[] {
  const set = secretVariables
    .filter((name) => name !== storeVariable)
    .flatMap((name) => environment[name] || []);
  const all = [...urls, environment.COPILOT_PROVIDER_BASE_URL, environment[storeVariable]];
  const tokens = [...identities.values()].flatMap(({ token }) => token ?? []);
  const known = [...set, ...tokens, ...secrets, ...(model ? secretsOf(model) : [])];
  return [...known, ...all.flatMap(passwordsIn)];
}

/** The recorder of a run, begun where the flags say so. @throws RecordingError */
export function startRecorder(
  { record, recordLimit, overwrite = false }: RecordingFlags,
  { stdout, environment }: Pick<Io, 'stdout' | 'environment'>,
  secrets: readonly string[],
  onTerminal: boolean,
): ProgramRecorder {
  const recorder = createRecorder({
    secrets,
    limit: recordLimit * 2 ** 20,
    ...(onTerminal && {
      terminal: {
        size: () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 }),
        name: environment.TERM,
      },
    }),
  });
  if (record !== undefined) recorder.start(record, overwrite);
  return recorder;
}
