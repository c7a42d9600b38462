// Bundles the program, with Ink and React inside, into dist/. `--if-needed` skips it when dist/ is newer than src/.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The newest change below a folder, in ms since 1970; 0 where there is none. */
function newestChange(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce(
        (newest, entry) => Math.max(newest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs),
        0,
      );
  } catch {
    return 0;
  }
}

const upToDate = () =>
  newestChange(`${root}dist`) >
  Math.max(newestChange(`${root}src`), statSync(`${root}package.json`).mtimeMs);

if (!(process.argv.includes('--if-needed') && upToDate())) {
  rmSync(`${root}dist`, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/cli/main.ts', guard: 'src/copilot/guard/main.ts' },
    outdir: 'dist',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    minify: true,
    external: ['@github/copilot-sdk', 'zod'],
    // Ink imports the devtools only where DEV=true, but a bundler has to resolve them.
    alias: { 'react-devtools-core': './scripts/no-devtools.js' },
    define: { 'process.env.NODE_ENV': '"production"' },
    // Some of Ink's dependencies are CommonJS and call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}
