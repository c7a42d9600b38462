import type { Config } from '../config/read-config.ts';
import { UsageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { type ScreenFlags, uiSettings } from './screen-flags.ts';

/** A screen needs a terminal at both ends, and one that can move its cursor. */
const canShowScreen = ({ stdin, stdout, environment }: Io): boolean =>
  stdin.isTTY && stdout.isTTY && environment.TERM !== 'dumb';

/** Where it would be shown: on a screen, as lines for a screen reader, or nowhere. */
export type Stage = 'screen' | 'lines' | 'none';

/** Lines can be read wherever they go: to speech through a pipe, in a terminal that has no cursor. */
export function stageFor(flags: ScreenFlags, { values }: Config, io: Io): Stage {
  if (io.stdin.isTTY && uiSettings(flags, values).screenReader) return 'lines';
  return canShowScreen(io) ? 'screen' : 'none';
}

export function refuseWithoutScreen(what: string): never {
  throw new UsageError(`${what} needs a screen: a terminal for input and output`);
}

/** @throws UsageError where there is nothing to show `what` on, or a picture was asked of what is no screen */
export function requireStage(
  what: string,
  flags: ScreenFlags & { readonly screenshot?: string },
  config: Config,
  io: Io,
): void {
  const stage = stageFor(flags, config, io);
  if (stage === 'none') refuseWithoutScreen(what);
  if (stage === 'lines' && flags.screenshot !== undefined) refuseWithoutScreen('--screenshot');
}
