import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The versions that are installed here, before anything of it is started. */
export interface InstalledVersions {
  readonly sdk: string;
  /** Of the runtime that the SDK bundles, as its makers number it. */
  readonly runtime: string;
}

/** Read from the SDK's own description; `unknown` where that is not found or does not say. */
export function installedVersions(): InstalledVersions {
  try {
    let folder = dirname(createRequire(import.meta.url).resolve('@github/copilot-sdk'));
    for (; folder !== dirname(folder); folder = dirname(folder)) {
      const found = describe(folder);
      if (found) return found;
    }
  } catch {
    // Not installed, which a start says in its own words.
  }
  return { sdk: 'unknown', runtime: 'unknown' };
}

/** Folders within the SDK have descriptions of their own, which name nothing. */
function describe(folder: string): InstalledVersions | undefined {
  try {
    const { name, version, copilotCliVersion } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    if (name !== '@github/copilot-sdk') return undefined;
    return { sdk: version, runtime: copilotCliVersion ?? 'unknown' };
  } catch {
    return undefined;
  }
}
