import { defaultFileLimits } from '../../files/limits.ts';
import { hostFiles } from '../../host-files/host-files.ts';
import type { ReplOptions } from '../../repl/repl.ts';
import { readLimits, type Seed } from '../../repl/transfer/transfers.ts';
import { UsageError } from '../errors.ts';

/**
 * Gives the heart the host's disk, for what the operator imports and exports: where a person types, and nowhere else.
 * @throws UsageError where what users are to start with can't be read
 */
export async function withHostFiles(
  options: ReplOptions,
  seeds: readonly Seed[] = [],
): Promise<ReplOptions> {
  for (const { host } of seeds) {
    try {
      const { close } = await hostFiles.openSource(host, readLimits(defaultFileLimits));
      await close();
    } catch (error) {
      throw new UsageError(`--seed: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { hostFiles, seeds, ...options };
}
