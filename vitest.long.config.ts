import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';
import { projects } from './vitest.projects.ts';

/** `npm run test:long`: everything, the long forms too (`LONG=1` for tests that have both), with time for them. */
export default defineConfig({
  test: {
    ...base.test,
    projects: projects(['test/**/*.test.{ts,tsx}']),
    env: { ...base.test?.env, LONG: '1' },
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
