import type { ProviderType } from '../../copilot/model-choice.ts';
import { fileToolNames } from '../../files/tools/file-tool-names.ts';
import type { Seed } from '../../repl/transfer/transfers.ts';
import type { Rebound } from '../../ui/keys/keymap.ts';
import { defaultUiSettings as screen, type ThemeName, themeNames } from '../../ui/settings.ts';
import {
  defaultStorePrefix,
  parseStore,
  parseStorePrefix,
  storeVariable,
} from '../heart/file-store.ts';
import {
  parseCount,
  parseProviderType,
  parseSeconds,
  parseSeed,
  parseServer,
  parseTool,
  parseUrl,
} from '../options/options.ts';
import { type Colours, readColours } from './read-colours.ts';
import { readKeys } from './read-keys.ts';
import { readPanel } from './read-panel.ts';
import { type ConfiguredUser, nameOf, readUsers } from './read-users.ts';
import { boolean, listOf, number, oneOfWords, parsed, type Reader, text } from './readers.ts';

/** What a configuration file can say. Those that a flag says as well bear its name, but for the users. */
export interface ConfigValues {
  readonly users: readonly ConfiguredUser[];
  readonly seed: readonly Seed[];
  readonly server: readonly string[];
  readonly model: string;
  readonly providerUrl: string;
  readonly providerType: ProviderType;
  readonly offline: boolean;
  readonly tools: readonly string[];
  readonly timeout: number;
  readonly maxSteps: number;
  readonly recycleAfter: number;
  readonly recycleSize: number;
  readonly store: string;
  readonly storePrefix: string;
  readonly theme: ThemeName;
  readonly inline: boolean;
  readonly mouse: boolean;
  readonly screenReader: boolean;
  readonly reducedMotion: boolean;
  readonly panel: { readonly shown?: boolean; readonly width?: number };
  readonly colours: Colours;
  readonly keys: Rebound;
}

export type SettingName = keyof ConfigValues;

export interface Setting<Value> {
  readonly read: Reader<Value>;
  /** One line of what it is. */
  readonly help: string;
  /** As one would write it, after the colon. */
  readonly example: string;
  /** What counts where nobody says anything, and the flag has no default of its own. */
  readonly fallback?: Value;
  /** What the flag's value is called. */
  readonly flag?: string;
  /** What the flag would hold, where that is not the value itself. */
  readonly toFlag?: (value: Value) => unknown;
  /** The variable that comes before the file. */
  readonly variable?: string;
}

/** Every setting of the configuration file, in the order in which it is shown. */
export const settings: { readonly [Name in SettingName]: Setting<ConfigValues[Name]> } = {
  users: {
    read: readUsers,
    help: 'users to start with, by name, or each with the variable that holds their GitHub token, and a model',
    example: '[alice, { name: bob, token-env: BOB_TOKEN, model: gpt-5 }]',
    flag: 'user',
    toFlag: (users) => users.map(nameOf),
  },
  seed: {
    read: listOf(parsed(parseSeed)),
    help: 'files of this machine that every user, or the one named, starts with',
    example: '[./start, alice=./drafts]',
    flag: 'seed',
  },
  server: {
    read: listOf(parsed(parseServer)),
    help: 'attach to a running server, or to several: [127.0.0.1:4321, 127.0.0.1:4322]; the token comes from COPILOT_CONNECTION_TOKEN',
    example: '127.0.0.1:4321',
    flag: 'server',
  },
  model: {
    read: text,
    help: 'the model to ask for',
    example: 'gpt-5',
    flag: 'model',
    variable: 'COPILOT_MODEL',
  },
  providerUrl: {
    read: parsed(parseUrl),
    help: 'a model provider of your own; its key comes from COPILOT_PROVIDER_API_KEY',
    example: 'http://127.0.0.1:11434/v1',
    flag: 'providerUrl',
    variable: 'COPILOT_PROVIDER_BASE_URL',
  },
  providerType: {
    read: parsed(parseProviderType),
    help: 'what it speaks: openai, azure or anthropic',
    example: 'openai',
    flag: 'providerType',
    variable: 'COPILOT_PROVIDER_TYPE',
  },
  offline: {
    read: boolean,
    help: 'the offline model, even where a token or a provider is set; --no-offline undoes it',
    example: 'true',
    fallback: false,
    flag: 'offline',
  },
  tools: {
    read: listOf(parsed(parseTool)),
    help: 'what sessions offer the model',
    example: `[${fileToolNames.join(', ')}]`,
    flag: 'tools',
  },
  timeout: {
    read: parsed(parseSeconds, number),
    help: 'the longest that a request may take, in seconds',
    example: '120',
    flag: 'timeout',
  },
  maxSteps: {
    read: parsed(parseCount, number),
    help: 'the most tool calls that a request may make',
    example: '50',
    flag: 'maxSteps',
  },
  recycleAfter: {
    read: parsed(parseCount, number),
    help: 'replace the embedded server after so many sessions',
    example: '150',
    flag: 'recycleAfter',
  },
  recycleSize: {
    read: parsed(parseCount, number),
    help: 'or when it has this much memory, in MB',
    example: '512',
    flag: 'recycleSize',
  },
  store: {
    read: parsed(parseStore),
    help: 'where files are kept: a Redis that others may share; with a password, say it by MULTIUSER_REPL_STORE',
    example: 'redis://127.0.0.1:6379',
    flag: 'store',
    variable: storeVariable,
  },
  storePrefix: {
    read: parsed(parseStorePrefix),
    help: 'what its keys begin with',
    example: `"${defaultStorePrefix}"`,
    flag: 'storePrefix',
  },
  theme: {
    read: oneOfWords('theme', themeNames),
    help: `colours for which background: ${themeNames.join(', ')}`,
    example: 'auto',
    fallback: screen.theme,
    flag: 'theme',
  },
  inline: {
    read: boolean,
    help: 'stay in the normal screen',
    example: 'false',
    fallback: screen.inline,
    flag: 'inline',
  },
  mouse: {
    read: boolean,
    help: 'listen to the mouse; the terminal then selects no text',
    example: 'false',
    fallback: screen.mouse,
    flag: 'mouse',
  },
  screenReader: {
    read: boolean,
    help: 'one line for each thing that happens, no boxes',
    example: 'false',
    fallback: screen.screenReader,
    flag: 'screenReader',
  },
  reducedMotion: {
    read: boolean,
    help: 'nothing moves by itself',
    example: 'false',
    fallback: screen.reducedMotion,
    flag: 'reducedMotion',
  },
  panel: {
    read: readPanel,
    help: 'whether it is there at the start, and its columns where it stands beside the transcript',
    example: '{ shown: true, width: 50 }',
    fallback: screen.panel,
  },
  colours: {
    read: readColours,
    help: 'the sixteen of the terminal (red, bright-red) or "#rrggbb", by role and by user',
    example: '{ good: bright-green, users: { alice: cyan } }',
  },
  keys: {
    read: readKeys,
    help: 'other keys for an action, which is a slash command or one that only keys do; none takes them away',
    example: '{ new: [ctrl+n, ctrl+x n], reset: ctrl+x z, redraw: none }',
  },
};

export const settingNames = Object.keys(settings) as readonly SettingName[];
