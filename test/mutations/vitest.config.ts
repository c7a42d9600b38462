import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import { mutations } from './mutations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mutation = mutations.find(({ guard }) => guard === process.env.MUTATION);

/** All tests as they are, of code without the guard that `MUTATION` names. */
export default defineConfig((environment) => ({
  ...base(environment),
  root,
  plugins: [
    {
      name: 'mutation',
      enforce: 'pre',
      transform: (code, id) =>
        mutation && id === join(root, mutation.file)
          ? code.replaceAll(mutation.code, mutation.instead)
          : undefined,
    },
  ],
}));
