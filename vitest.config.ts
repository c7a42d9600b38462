import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Those take minutes: `npm run test:long`.
    exclude: [...configDefaults.exclude, 'test/**/*.long.test.{ts,tsx}'],
    // The guard and the program under test are bundles: built once, before the first test.
    globalSetup: 'scripts/build-for-tests.js',
    // The tests mostly wait for processes: by itself one core of two would be left idle.
    maxWorkers: 2,
    // Without it a style that is imported as text is empty.
    css: true,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Ink prints only its last frame where it believes that it runs in CI. There no test may be left out because what it
    // needs is not installed.
    env: { CI: 'false', RUN_ALL: process.env.CI && process.env.CI !== 'false' ? '1' : '' },
  },
});
