import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scopeIn = (modules) => join(modules, '@github');
const describe = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where the packages that this checkout has installed lie. */
export const installed = join(root, 'node_modules');

/** A file beside them, so that Node resolves what it imports as it would for anyone. */
const doorOf = (modules) => join(modules, '..', 'sdk.mjs');

/** Where the SDK in a folder of modules can be imported from. */
export const sdkUrl = (modules) =>
  modules === installed
    ? new URL('sdk.js', import.meta.url).href
    : pathToFileURL(doorOf(modules)).href;

/** Makes the SDK in a folder of modules, other than those installed here, one that can be imported. */
export function openDoor(modules) {
  writeFileSync(doorOf(modules), "export * from '@github/copilot-sdk';\n");
}

/** The SDK's platform package and the runtime in it, as src/copilot/runtime-path.ts finds it. */
function bundledRuntime(modules) {
  const sdk = createRequire(join(modules, '@github', 'copilot-sdk', 'package.json'));
  const { glibcVersionRuntime } = process.report.getReport().header;
  const musl = process.platform === 'linux' && !glibcVersionRuntime ? 'musl' : '';
  const platform = `${process.platform}${musl}-${process.arch}`;
  const folder = dirname(sdk.resolve(`@github/copilot-sdk-${platform}/package.json`));
  return join(folder, 'prebuilds', platform, 'copilot-runtime');
}

/** What facts are tried against: the SDK in a folder of modules with the runtime that it bundles. */
export function bundledTarget(modules) {
  const { version, copilotCliVersion: runtime } = describe(join(scopeIn(modules), 'copilot-sdk'));
  const path = bundledRuntime(modules);
  if (!existsSync(path)) throw new Error(`SDK ${version} has no runtime at ${path}`);
  return { kind: 'bundled', modules, path, sdk: version, runtime };
}

/** The SDK that is installed here, with a Copilot CLI as its runtime. */
export function cliTarget(modules, { sdkModules = installed, cache }) {
  const { version } = describe(join(scopeIn(sdkModules), 'copilot-sdk'));
  const scope = scopeIn(modules);
  // The main package holds only a loader, which would stay between us and the process that has to be stopped.
  for (const name of readdirSync(scope).filter((entry) => entry.startsWith('copilot-'))) {
    const { bin, version: cli } = describe(join(scope, name));
    const [entry] = Object.values(bin ?? {});
    if (!entry) continue;
    const path = join(scope, name, entry);
    return { kind: 'cli', modules: sdkModules, path, cache, sdk: version, runtime: cli };
  }
  throw new Error(`@github/copilot has no program for ${process.platform} ${process.arch}`);
}
