import { spawnSync } from 'node:child_process';
import { describe, it } from 'vitest';

const runs =
  (command: string, ...args: readonly string[]) =>
  (): boolean =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The programs that some tests need and not every machine has, and how to tell. */
const probes = {
  bash: runs('bash', '--version'),
  chromium: runs('chromium', '--version'),
  fish: runs('fish', '--version'),
  haproxy: runs('haproxy', '-v'),
  'redis-server': runs('redis-server', '--version'),
  script: runs('script', '--version'),
  tmux: runs('tmux', '-V'),
  zsh: runs('zsh', '--version'),
} satisfies Readonly<Record<string, () => boolean>>;

export type Optional = keyof typeof probes;

const known = new Map<Optional, boolean>();

function has(program: Optional): boolean {
  const found = known.get(program) ?? probes[program]();
  known.set(program, found);
  return found;
}

/** Ends the name of a test that is skipped because something is missing. skipped-reporter.ts reads it. */
export const wanting = (what: readonly string[]): string => ` (needs ${what.join(', ')})`;

/**
 * `describe` and `it` for tests that need these programs. Without them the tests are skipped, and listed when the run
 * has ended. The gate (`GATE`) skips nothing: there they fail.
 */
export function needing(...programs: readonly Optional[]) {
  const missing = process.env.GATE ? [] : programs.filter((program) => !has(program));
  if (missing.length === 0) return { describe, it };
  return skipping(...missing);
}

/** `describe` and `it` that skip, because this is missing. */
export const skipping = (...what: readonly string[]) => ({
  describe: (name: string, tests: () => void) => describe.skip(name + wanting(what), tests),
  it: (name: string, test: () => void | Promise<void>) => it.skip(name + wanting(what), test),
});
