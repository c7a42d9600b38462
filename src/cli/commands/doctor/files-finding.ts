import { errorText, reportError } from '../../../repl/errors.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { openStore, type StoreFlags } from '../../heart/file-store.ts';
import type { Finding } from './finding.ts';

/** Where files are kept, and whether that can be reached. */
export async function filesFinding(
  flags: StoreFlags,
  environment: NodeJS.ProcessEnv,
): Promise<Finding> {
  const what = 'files';
  try {
    const { store, ping, where } = await openStore(flags, environment);
    if (!(store && ping)) return { what, found: 'in this process, gone with it' };
    try {
      await ping();
      const started = performance.now();
      await ping();
      const milliseconds = (performance.now() - started).toFixed(1);
      return { what, found: `${where}, answers within ${milliseconds} ms` };
    } finally {
      await store.close();
    }
  } catch (error) {
    const { cause } = error instanceof Error ? error : {};
    const reason = cause instanceof Error ? safeLine(cause.message) : undefined;
    return { what, found: reason ?? errorText(reportError(error)), wrong: true };
  }
}
