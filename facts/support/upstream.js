import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './facts.js';
import { titleOf } from './print.js';

const records = join(folder, 'outcomes.json');
const page = fileURLToPath(new URL('../../docs/upstream.md', import.meta.url));

/**
 * What was found: a run for each SDK and runtime that was tried, newest first.
 * @returns {{ sdk: string, kind: string, runtime: string, facts: Record<string, object> }[]}
 */
export function readOutcomes() {
  return existsSync(records) ? JSON.parse(readFileSync(records, 'utf8')) : [];
}

const isSame = (a, b) => a.sdk === b.sdk && a.kind === b.kind && a.runtime === b.runtime;
const ordered = (a, b) =>
  a.kind.localeCompare(b.kind) || b.sdk.localeCompare(a.sdk, 'en', { numeric: true });

/** Keeps what a run found, in place of what an earlier one of the same versions did. */
export function recordOutcomes(run, results) {
  const runs = readOutcomes();
  const before = runs.find((each) => isSame(each, run));
  const found = Object.fromEntries(
    results.map(({ name, outcome, seen }) => [name, { outcome, seen, date: run.date }]),
  );
  const facts = { ...before?.facts, ...found };
  const byName = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = runs.filter((each) => each !== before);
  kept.push({ ...run, facts: Object.fromEntries(byName) });
  writeFileSync(records, `${JSON.stringify(kept.sort(ordered), null, 2)}\n`);
}

/** Makes docs/upstream.md anew from the facts, their sources and what was found. */
export function writePage(facts) {
  writeFileSync(page, renderPage(facts, readOutcomes()));
}

const introduction = `# What this program leans on in the Copilot SDK

Made by \`npm run facts -- --write\` from the folder [facts](../facts): each of them is a file with a small reproduction that
uses the bare SDK and nothing of this program. On an update of the SDK, try them all; what a line names is what to
change.

\`\`\`sh
npm run facts                       # the SDK installed here, with the runtime that it bundles
npm run facts -- --quick            # the same in short: two minutes at most on a machine that is not busy
npm run facts -- --sdk 1.0.13       # another version, fetched into a folder that is removed afterwards
npm run facts -- --cli latest       # a Copilot CLI as the runtime
npm run facts -- --only residue,stalls --json
npm run facts -- --list             # what there is
npm run facts -- --write            # keeps what was found, here and in facts/outcomes.json
npm run facts -- --page             # makes this page anew without trying anything
\`\`\`

Exit codes: 0 all hold, 1 one changed or could not be tried, 2 wrong usage. A fact that is no longer true is often good
news: then the workaround that it names can go.
`;

const words = { holds: 'holds', changed: '**changed**', untried: 'not tried' };
/** On one line, with nothing in it that Markdown would take for its own. */
const plain = (text) => text.replace(/\s+/g, ' ').replace(/[\\`*_<]/g, '\\$&');

function table(facts, runs) {
  const head = runs.map((run) => titleOf(run).replace(', ', '<br>'));
  const rows = facts.map(({ name, report }) => {
    const outcomes = runs.map((run) => words[run.facts[name]?.outcome] ?? '–');
    return `| [${name}](#${name})${report ? ' †' : ''} | ${outcomes.join(' | ')} |`;
  });
  const about = runs.map(
    (run) =>
      `- ${titleOf(run)}: ${run.date}, Node ${run.node}, ${run.platform}${run.quick ? ', in short' : ''}`,
  );
  return `
## What was tried

† is a bug or a surprise, written down below so that it can be reported; the rest are merely so.

| fact | ${head.join(' | ')} |
| --- |${' --- |'.repeat(runs.length)}
${rows.join('\n')}

${about.join('\n')}
`;
}

/** The imports of a fact and what comes after what is said about it. */
function reproduction(name) {
  const source = readFileSync(join(folder, `${name}.js`), 'utf8');
  const imports = source.split('\n').filter((line) => line.startsWith('import '));
  const said = [...source.matchAll(/^export const [\s\S]*?;$/gm)]
    .filter(([text]) => /^export const (?:name|claim|leansOn|report|alone)\b/.test(text))
    .at(-1);
  const rest = source.slice(said.index + said[0].length).trim();
  return `${imports.length ? `${imports.join('\n')}\n\n` : ''}${rest}\n`;
}

const code = (text) => `\`\`\`js\n${text}\`\`\`\n`;
const links = (paths) => paths.map((path) => `[${path}](../${path})`).join(', ');

function section({ name, claim, leansOn, report }, runs) {
  const seen = runs
    .filter((run) => run.facts[name])
    .map((run) => {
      const { outcome, seen: text } = run.facts[name];
      return `- ${titleOf(run)}: ${words[outcome]}. ${plain(text)}`;
    });
  const parts = [
    `### ${name}`,
    ...(report ? [`**${report.title}**`] : []),
    claim,
    seen.join('\n'),
    ...(report
      ? [`Expected: ${report.expected}`, `What this program does instead: ${report.instead}`]
      : []),
    `Leans on it: ${links(leansOn)}. Reproduction: ${report ? '' : links([`facts/${name}.js`])}`.trim(),
  ];
  return `\n${parts.join('\n\n')}\n${report ? `\n${code(reproduction(name))}` : ''}`;
}

const listing = (file) =>
  `\n\`${file}\`:\n\n${code(readFileSync(join(folder, 'support', file), 'utf8'))}`;

/** The page. */
export function renderPage(facts, runs) {
  const sections = (wanted) => wanted.map((fact) => section(fact, runs)).join('');
  return [
    introduction,
    table(facts, runs),
    '\n## Bugs and surprises\n',
    sections(facts.filter(({ report }) => report)),
    '\n## Merely so\n',
    sections(facts.filter(({ report }) => !report)),
    '\n## What the reproductions use\n',
    '\n`run` is called with `startModel`, with what `createStarter` returns, with the SDK as `sdk`, and with `quick` and `kind`\n(`bundled` or `cli`).\n',
    listing('model.js'),
    listing('runtime.js'),
  ].join('');
}
