import type { ReplOptions } from '../../repl/repl.ts';
import type { Io } from '../io.ts';
import type { Flags } from '../options/options.ts';
import { identitiesFor } from './identities.ts';
import { modelChoice } from './provider-environment.ts';

/** How fast the offline model speaks where people watch: a little above reading speed. */
const watchedWordsPerSecond = 60;

/**
 * Brings flags and environment together into what the heart is made with. `watched`: on a screen, `pace` times as fast as usual.
 * @throws UsageError
 */
export function replOptions(
  flags: Omit<Flags, 'user'> & { readonly user?: readonly string[] },
  io: Io,
  watched = false,
  pace = 1,
): ReplOptions {
  const { environment } = io;
  const model = modelChoice(environment, {
    ...flags,
    ...(watched && { wordsPerSecond: watchedWordsPerSecond * pace }),
  });
  return {
    users: flags.user ?? [],
    model,
    identities: identitiesFor(flags.identities, model, flags.offline),
    server: { environment, ...(flags.server.length > 0 && { attach: flags.server }) },
    toolNames: flags.tools,
    maximumSteps: flags.maxSteps,
    recycle: { sessions: flags.recycleAfter, memory: flags.recycleSize * 2 ** 20 },
    ...(flags.timeout !== undefined && { timeout: flags.timeout * 1000 }),
    ...io.replOptions,
  };
}
