import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { settings } from '../scripts/bundle.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the bundles of the benchmarks lie. */
export const built = `${root}bench/.built`;

/** Leaves the SDK's connection as it comes, for the same program without what the transport module does. */
const stockTransport = {
  name: 'stock-transport',
  setup({ onLoad }) {
    onLoad({ filter: /copilot[\\/]transport\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(/(export function removeStalls[^{]*\{)/, '$1 return false;');
      if (contents === source) throw new Error('the transport module has no removeStalls any more');
      return { contents, loader: 'ts' };
    });
  },
};

const external = [...settings.external, '@lydell/node-pty', '@xterm/headless'];
const guard = 'src/copilot/guard/main.ts';

/** Bundles the benchmarks as the program itself is bundled. `stock`: all of them without the transport's effect. */
export async function buildBenchmarks({ stock }) {
  const common = { ...settings, external, absWorkingDir: root, loader: { '.node': 'empty' } };
  await build({
    ...common,
    entryPoints: {
      main: 'bench/main.ts',
      measure: 'bench/measure.ts',
      model: 'bench/programs/model.ts',
      'bare-ink': 'bench/programs/bare-ink.tsx',
      guard,
    },
    outdir: built,
    plugins: [...settings.plugins, ...(stock ? [stockTransport] : [])],
  });
  await build({
    ...common,
    entryPoints: { heart: 'bench/support/heart.ts', guard },
    outdir: `${built}/stock`,
    plugins: [...settings.plugins, stockTransport],
  });
}
