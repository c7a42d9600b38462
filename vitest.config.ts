import { defineConfig } from 'vitest/config';
import { projects } from './vitest.projects.ts';

export default defineConfig({
  test: {
    // The long ones take minutes: `npm run test:long`.
    projects: projects(['test/**/*.test.{ts,tsx}'], ['test/**/*.long.test.{ts,tsx}']),
    // The guard and the program under test are bundles: built once, before the first test.
    globalSetup: 'scripts/build-for-tests.js',
    // The tests mostly wait for processes: by itself one core of two would be left idle.
    maxWorkers: 2,
    // Without it a style that is imported as text is empty.
    css: true,
    setupFiles: 'test/support/patience.ts',
    // For a busy machine: what waits in vain gives up by itself before.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Ink prints only its last frame where it believes that it runs in CI.
    env: { CI: 'false', GATE: process.env.CI ?? '' },
  },
});
