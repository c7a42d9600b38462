import { type Run, startProgram } from '../cli/built-program.ts';
import type { ModelEndpoint } from '../support/model-endpoint.ts';
import { descendants } from '../support/processes.ts';
import type { PrivateDisks } from './private-disks.ts';

/** Starts the program on these disks, with this model. It reads prompts and prints events until its input is closed. */
export const startBatch = (disks: PrivateDisks, model: ModelEndpoint): Run =>
  startProgram(['--json', '--provider-url', model.baseUrl], {
    through: disks.through,
    environment: { ...disks.environment, COPILOT_PROVIDER_API_KEY: model.apiKey },
  });

export const pidOf = ({ child }: Run): number => child.pid ?? Number.NaN;

/** The guard of a program that has one. */
export function guardOf(run: Run): number {
  const guard = descendants(pidOf(run)).find(({ command }) => command.includes('guard.js'));
  if (!guard) throw new Error('the program has no guard');
  return guard.pid;
}

/** Kills a program and its guard. The program is frozen first, so that it does not see its guard die. */
export async function killBoth(run: Run): Promise<void> {
  const guard = guardOf(run);
  process.kill(pidOf(run), 'SIGSTOP');
  process.kill(guard, 'SIGKILL');
  process.kill(pidOf(run), 'SIGKILL');
  await run.ended;
}
