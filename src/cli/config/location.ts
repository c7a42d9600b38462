import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** Where the configuration is looked for. */
export interface ConfigLocation {
  readonly path: string;
  /** It was asked for by name: that it is not there is an error. */
  readonly named: boolean;
}

/** `--config`, else `$XDG_CONFIG_HOME/multiuser-repl/config.yaml`, else the same below `~/.config`. */
export function configLocation(
  environment: NodeJS.ProcessEnv,
  flag: string | undefined,
): ConfigLocation {
  if (flag !== undefined) return { path: resolve(flag), named: true };
  const { XDG_CONFIG_HOME: base, HOME } = environment;
  // A relative one is to be ignored, says the specification of these folders.
  const folder = base && isAbsolute(base) ? base : join(HOME || homedir(), '.config');
  return { path: join(folder, 'multiuser-repl', 'config.yaml'), named: false };
}
