import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { SkippedReporter } from './test/support/skipped-reporter.ts';

const anyTest = 'test/**/*.test.{ts,tsx}';
const tiers = {
  /** Starts programs, terminals or servers of its own. */
  e2e: 'test/**/*.e2e.test.{ts,tsx}',
  /** Replaces modules, or what they read as they load: the next file in its process would find them so. */
  isolated: 'test/**/*.isolated.test.{ts,tsx}',
  /** Takes minutes, or measures what a process has grown by. */
  long: 'test/**/*.long.test.{ts,tsx}',
};

const project = (
  test: NonNullable<TestProjectInlineConfiguration['test']>,
): TestProjectInlineConfiguration => ({ extends: true, test });

/** The rest: these files share a process and the Copilot server in it. */
const fast = project({
  name: 'fast',
  include: [anyTest],
  exclude: [...configDefaults.exclude, ...Object.values(tiers)],
  isolate: false,
});
const isolated = project({ name: 'isolated', include: [tiers.isolated], isolate: true });
const e2e = project({
  name: 'e2e',
  include: [tiers.e2e],
  isolate: false,
  sequence: { groupOrder: 1 },
});
const long = project({
  name: 'long',
  include: [tiers.long],
  isolate: true,
  maxWorkers: 1,
  sequence: { groupOrder: 2 },
});

/** `--mode long` adds the long tests, and runs the long form of each test that has two (`LONG=1`). */
export default defineConfig(({ mode }) => {
  const isLong = mode === 'long';
  return {
    // As it is shipped: React's own form for production.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    test: {
      projects: isLong ? [fast, isolated, e2e, long] : [fast, isolated, e2e],
      // The guard and the program under test are bundles: built once, before the first test.
      globalSetup: 'scripts/build-for-tests.js',
      // The tests of each file wait for something now and then.
      maxWorkers: Math.ceil(availableParallelism() * 1.5),
      // Without it, a style that is imported as text is empty.
      css: true,
      setupFiles: 'test/support/patience.ts',
      reporters: ['default', new SkippedReporter()],
      // A test that waits in vain gives up earlier, and says for what.
      testTimeout: isLong ? 900_000 : 240_000,
      hookTimeout: 240_000,
      // Ink prints only its last frame where it believes that it runs in CI.
      env: {
        NODE_ENV: 'production',
        CI: 'false',
        GATE: process.env.CI ?? '',
        ...(isLong && { LONG: '1' }),
      },
    },
  };
});
