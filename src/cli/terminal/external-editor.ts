import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretVariables } from '../heart/environment-secrets.ts';

/** The operator's editor did not do its part. The message says why, the advice what to do. */
export class EditorError extends Error {
  override readonly name = 'EditorError';

  constructor(
    readonly code: 'editor-unset' | 'editor-missing' | 'editor-failed',
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** How long an editor that is asked to end may take, in ms. */
const grace = 2_000;
/** What a key in the editor sends to us as well, since both of us have the terminal. */
const keySignals = ['SIGINT', 'SIGQUIT'] as const;

/** The words of a command line, as a shell takes them: parted by spaces unless these are quoted or escaped. */
export function commandWords(line: string): readonly string[] {
  const words = line.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs) ?? [];
  return words.map((word) =>
    word.replace(
      /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs,
      (_all, double?: string, single?: string, escaped?: string) =>
        double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '',
    ),
  );
}

/** While the task runs, Ctrl+C and Ctrl+\ are the other program's. */
export async function withoutKeySignals<Result>(task: () => Promise<Result>): Promise<Result> {
  const ignore = () => {};
  const before = keySignals.map((signal) => {
    const listeners = process.rawListeners(signal) as NodeJS.SignalsListener[];
    process.removeAllListeners(signal);
    process.on(signal, ignore);
    return { signal, listeners };
  });
  try {
    return await task();
  } finally {
    for (const { signal, listeners } of before) {
      for (const listener of listeners) process.on(signal, listener);
      process.off(signal, ignore);
    }
  }
}

/** What an editor and its plug-ins may see: no token of the operator's is their business. */
const withoutSecrets = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !secretVariables.includes(name)),
  );

function runEditor(
  words: readonly string[],
  file: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const [program = '', ...args] = words;
  const isWindows = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    // Editors are often batch files on Windows, which only a shell can run.
    const child = spawn(program, [...args, isWindows ? `"${file}"` : file], {
      stdio: 'inherit',
      env,
      shell: isWindows,
    });
    const end = () => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), grace).unref();
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    child.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === 'ENOENT' ? 'is not installed' : `can not be started: ${message}`;
      const advice = 'Leave, and set VISUAL or EDITOR to one that is.';
      reject(new EditorError('editor-missing', `the editor "${program}" ${why}`, advice));
    });
    child.on('exit', (code, killedBy) => {
      signal.removeEventListener('abort', end);
      if (code === 0) return resolve();
      const how = killedBy ? `was ended by ${killedBy}` : `ended with code ${code}`;
      const advice = 'The draft is as it was. The same key tries again.';
      reject(new EditorError('editor-failed', `the editor "${program}" ${how}`, advice));
    });
  });
}

/**
 * Has the operator change a text in $VISUAL or $EDITOR, which may hold arguments. The text is in a file that only they
 * can read, for as long as that takes. Editors end files with a line end: one is taken away.
 *
 * @throws EditorError where there is no editor, or it does not end well
 */
export async function editInEditor(
  environment: NodeJS.ProcessEnv,
  text: string,
  signal: AbortSignal,
): Promise<string> {
  const words = commandWords(environment.VISUAL || environment.EDITOR || '');
  if (words.length === 0) {
    const advice = 'Leave, and set one, for example with export EDITOR=nano.';
    throw new EditorError('editor-unset', 'neither VISUAL nor EDITOR is set', advice);
  }
  const folder = await mkdtemp(join(tmpdir(), 'multiuser-repl-draft-'));
  try {
    const file = join(folder, 'draft.md');
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    await withoutKeySignals(() => runEditor(words, file, withoutSecrets(environment), signal));
    const edited = await readFile(file, 'utf8');
    return edited.endsWith(text.endsWith('\n') ? '\n\n' : '\n') ? edited.slice(0, -1) : edited;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
