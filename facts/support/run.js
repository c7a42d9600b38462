// Tries the facts about the SDK and its runtime that this program leans on, against a version of them:
// `npm run facts -- [--sdk <version>] [--cli <version>] [--only <names>] [--quick] [--json] [--write]`. What it fetches
// and all that it starts lives in a folder that is removed afterwards. Exit codes: 0 all hold, 1 one does not or could
// not be tried, 2 wrong usage.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFacts } from './facts.js';
import { endFetching, fetchPackage, unpackCli } from './fetch.js';
import { exitCodeOf, lineOf, summaryOf, titleOf } from './print.js';
import { bundledTarget, cliTarget, installed, openDoor } from './target.js';
import { endAll, tryFact } from './try-fact.js';
import { recordOutcomes, writePage } from './upstream.js';

/** How many are tried at once; those that want to be alone come last, one by one. */
const lanes = 3;

const say = (line) => process.stdout.write(`${line}\n`);

function wrongUsage(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function readOptions() {
  const flag = { type: 'boolean', default: false };
  const options = {
    ...{ sdk: { type: 'string' }, cli: { type: 'string' }, only: { type: 'string' } },
    ...{ quick: flag, json: flag, list: flag, write: flag, page: flag },
  };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return wrongUsage(error.message);
  }
}

const options = readOptions();
const all = await loadFacts();
const names = options.only?.split(',') ?? all.map(({ name }) => name);
const unknown = names.filter((name) => !all.some((fact) => fact.name === name));
if (unknown.length > 0) {
  wrongUsage(`no fact ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
}
const chosen = all.filter(({ name }) => names.includes(name));
if (options.list) {
  for (const { name, claim, leansOn } of chosen) say(`${name}: ${claim} [${leansOn.join(', ')}]`);
  process.exit();
}
if (options.page) {
  writePage(all);
  process.exit();
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'copilot-facts-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    endFetching();
    endAll();
    process.exit(128 + constants.signals[signal]);
  });
}

async function fetchTarget({ sdk, cli }) {
  const fetched = (what, wanted) =>
    fetchPackage(wanted, join(folder, what)).catch(({ message }) =>
      wrongUsage(`${wanted} could not be fetched: ${message}`),
    );
  const modules = sdk ? await fetched('sdk', `@github/copilot-sdk@${sdk}`) : installed;
  if (sdk) openDoor(modules);
  if (!cli) return bundledTarget(modules);
  const scope = await fetched('cli', `@github/copilot@${cli}`);
  const target = cliTarget(scope, { sdkModules: modules, cache: join(folder, 'cache') });
  await unpackCli(target, folder);
  return target;
}

const target = await fetchTarget(options);
const { quick } = options;
if (!options.json) say(`${titleOf(target)}, Node ${process.version}, ${process.platform}`);
const results = [];

async function tryNext(waiting) {
  for (let fact = waiting.shift(); fact; fact = waiting.shift()) {
    const { name, claim, leansOn } = fact;
    const limit = quick ? 120_000 : 900_000;
    const found = await tryFact(name, { target, folder, quick, limit });
    results.push({ name, ...found, claim, leansOn });
    if (!options.json) say(lineOf(fact, found));
  }
}
const together = chosen.filter(({ alone }) => !alone);
await Promise.all(Array.from({ length: lanes }, () => tryNext(together)));
await tryNext(chosen.filter(({ alone }) => alone));

const { kind, sdk, runtime } = target;
const run = {
  ...{ sdk, kind, runtime, node: process.version, platform: process.platform, quick },
  date: new Date().toISOString().slice(0, 10),
};
if (options.write) {
  recordOutcomes(run, results);
  writePage(all);
}
if (options.json) say(JSON.stringify({ ...run, facts: results }, null, 2));
else say(summaryOf(results));
process.exitCode = exitCodeOf(results);
