import { runInNewContext } from 'node:vm';

/** Longer texts are looked at no further. */
const longest = 256 * 1024;

/** In ms: some patterns take longer than anyone waits, on purpose or not. */
const limit = 500;

/** Whether the text matches; `undefined` where that took too long to tell. `source` is a valid pattern. */
export function matches(text: string, source: string): boolean | undefined {
  try {
    return runInNewContext(
      'new RegExp(source, "u").test(text)',
      { source, text: text.slice(0, longest) },
      { timeout: limit },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
