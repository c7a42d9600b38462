import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, mustRun } from './run.js';

const file = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const compiler = join(
  dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))),
  'bin',
);

/** What a strict reader asks of the example that a page of docs need not. */
const strictly = [
  ['request.url.slice(1)', "(request.url ?? '').slice(1)"],
  ['error.message)', 'String(error))'],
  ['env.PORT ?? 8080', 'Number(env.PORT ?? 8080)'],
  ['server.address().port', 'server.address()'],
];

/** The example of docs/library.md in TypeScript, and the other entry. */
function consumer() {
  const start = readFileSync(file('examples/back-end.js'), 'utf8');
  const example = strictly.reduce((text, [loose, strict]) => {
    check(text.includes(loose), `the example has no ${loose} any more`);
    // The last one: an event has an error with a message as well.
    const at = text.lastIndexOf(loose);
    return text.slice(0, at) + strict + text.slice(at + loose.length);
  }, start);
  return `import { createRedisStore } from 'multiuser-repl/redis';\n${example}
export const create: (...options: Parameters<typeof createRedisStore>) => typeof store = createRedisStore;\n`;
}

/**
 * A TypeScript project where the package is installed checks its use strictly, and the declarations themselves. They lean
 * on none of the SDK's, which do not pass `exactOptionalPropertyTypes`.
 */
export async function checkTypes(place) {
  mkdirSync(join(place, 'node_modules', '@types'), { recursive: true });
  symlinkSync(file('node_modules/@types/node'), join(place, 'node_modules/@types/node'), 'dir');
  writeFileSync(join(place, 'consumer.mts'), consumer());
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2023',
  ];
  const tsc = [join(compiler, 'tsc'), ...options, '--types', 'node', 'consumer.mts'];
  await mustRun(process.execPath, tsc, { cwd: place });
}
