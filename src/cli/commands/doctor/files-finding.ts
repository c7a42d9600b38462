import { errorText, reportError } from '../../../repl/errors.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { openStore, type StoreFlags } from '../../file-store.ts';
import type { Finding } from './finding.ts';

/** Whose files they are does not matter: no user may be called so. */
const nobody = '';

/** Where files are kept, and whether that can be reached. */
export async function filesFinding(
  flags: StoreFlags,
  environment: NodeJS.ProcessEnv,
): Promise<Finding> {
  const what = 'files';
  try {
    const { store, where } = await openStore(flags, environment);
    if (!store) return { what, found: 'in this process, gone with it' };
    try {
      await store.forUser(nobody).list();
      const started = performance.now();
      await store.forUser(nobody).list();
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
