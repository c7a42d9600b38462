import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { CopilotError } from './errors.ts';

/** As the SDK names its platform packages: musl systems have packages of their own. */
function platformName(): string {
  const header = process.platform === 'linux' ? process.report?.getReport() : undefined;
  const musl =
    header !== undefined &&
    !(header as { header?: { glibcVersionRuntime?: string } }).header?.glibcVersionRuntime;
  return `${process.platform}${musl ? 'musl' : ''}-${process.arch}`;
}

/**
 * The runtime that the SDK's platform package ships, or the one that `COPILOT_CLI_PATH` names. The SDK finds it
 * itself only for a server that it starts as its own child, which would die with no one to wipe after it.
 * @throws CopilotError `runtime-not-found`
 */
export function findRuntime(environment: NodeJS.ProcessEnv): string {
  const chosen = environment.COPILOT_CLI_PATH;
  if (chosen) {
    // Relative to here, and not to the folder that the runtime will work in.
    if (existsSync(chosen)) return resolve(chosen);
    throw new CopilotError(
      'runtime-not-found',
      `COPILOT_CLI_PATH names no file: ${chosen}`,
      'Correct it, or unset it to use the bundled runtime.',
    );
  }
  const platform = platformName();
  const name = platform.startsWith('win32') ? 'copilot-runtime.exe' : 'copilot-runtime';
  try {
    // From the SDK's own place: a package manager may have put its platform package beside it only.
    const sdk = createRequire(createRequire(import.meta.url).resolve('@github/copilot-sdk'));
    const root = dirname(sdk.resolve(`@github/copilot-sdk-${platform}/package.json`));
    return join(root, 'prebuilds', platform, name);
  } catch (cause) {
    throw new CopilotError(
      'runtime-not-found',
      `the SDK's runtime for ${platform} is not installed`,
      'Install again without --omit=optional, or name a runtime in COPILOT_CLI_PATH.',
      { cause },
    );
  }
}
