import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { notices, noticesFile } from './licences/notices.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** When the newest file below a folder was changed, in ms since 1970; 0 where there is none. */
function newestChange(folder) {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    return files
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs)
      .reduce((newest, time) => Math.max(newest, time), 0);
  } catch {
    return 0;
  }
}

/** Whether dist/ is newer than all that it is made of. */
export const isUpToDate = () =>
  newestChange(`${root}dist`) >
  Math.max(
    ...['src', 'scripts'].map((folder) => newestChange(root + folder)),
    ...['package.json', 'package-lock.json'].map(
      (file) => statSync(root + file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );

/** The style and the script of a page, imported with `?raw`, are put into the bundle as text, without comments and spaces. */
const rawText = {
  name: 'raw-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?raw'.length)),
      namespace: 'raw-text',
    }));
    onLoad({ filter: /./, namespace: 'raw-text' }, async ({ path }) => {
      const options = { loader: extname(path).slice(1), minify: true };
      const { code } = await transform(readFileSync(path, 'utf8'), options);
      return { contents: code, loader: 'text' };
    });
  },
};

const remembered = fileURLToPath(new URL('remembering', import.meta.url));

/** Gives Ink, and what it leans on, forms of two pure functions that remember: a frame then costs half as much. */
const remembering = {
  name: 'remembering',
  setup({ onResolve }) {
    onResolve({ filter: /^(?:string-width|@alcalzone\/ansi-tokenize)$/ }, ({ path, importer }) =>
      importer.startsWith(remembered)
        ? undefined
        : { path: `${remembered}/${path.slice(path.indexOf('/') + 1)}.js` },
    );
  },
};

/** How esbuild makes a program of what is written here. */
export const settings = {
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  minify: true,
  external: ['@github/copilot-sdk'],
  // Ink imports the devtools only where DEV=true, but a bundler has to resolve them.
  alias: { 'react-devtools-core': './scripts/no-devtools.js' },
  define: { 'process.env.NODE_ENV': '"production"' },
  // Some of Ink's dependencies are CommonJS and call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  plugins: [remembering, rawText],
  logLevel: 'warning',
};

/** The program, with Ink and React inside, and the library, without them, as files that are not written yet. */
export const compile = () =>
  build({
    ...settings,
    absWorkingDir: root,
    entryPoints: {
      main: 'src/cli/main.ts',
      guard: 'src/copilot/guard/main.ts',
      index: 'src/index.ts',
      redis: 'src/redis.ts',
    },
    outdir: 'dist',
    write: false,
    metafile: true,
  });

/** Makes dist/ of it, with the notices of all that is bundled. Leaves dist/ as it is when it fails. */
export async function bundle() {
  const { outputFiles, metafile } = await compile();
  const text = notices(metafile, root);
  rmSync(`${root}dist`, { recursive: true, force: true });
  mkdirSync(`${root}dist`);
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  writeFileSync(`${root}${noticesFile}`, text);
  // Beside the module that reads them, as in src/.
  cpSync(`${root}src/scenario/built-in`, `${root}dist/built-in`, { recursive: true });
}
