import { fileToolNames } from '../../files/tools/file-tool-names.ts';
import { builtInNames } from '../../scenario/built-in.ts';
import { themeNames } from '../../ui/settings.ts';
import { logLevels } from '../log/levels.ts';

/** What a shell can offer for a value: words, and names of files or folders. */
export interface Values {
  readonly words?: readonly string[];
  readonly paths?: 'files' | 'folders';
}

export const shells = ['bash', 'zsh', 'fish'] as const;

const known: Readonly<Record<string, Values>> = {
  shell: { words: shells },
  level: { words: logLevels },
  list: { words: fileToolNames },
  type: { words: ['openai', 'azure', 'anthropic'] },
  scenario: { words: builtInNames, paths: 'files' },
  recording: { paths: 'files' },
  folder: { paths: 'folders' },
};

/** By what a value is called, and for which option it stands, as two of them are called `name`. */
export function valuesFor(name: string, option?: string): Values {
  if (option === '--theme') return { words: themeNames };
  if (/^file(?:$|\.)/.test(name)) return { paths: 'files' };
  return known[name] ?? {};
}
