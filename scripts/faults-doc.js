// Puts what the fault tests recorded in .faults/ (see test/support/fault-record.ts) on docs/faults.md. Rows that were
// not recorded stay as they are. With `--run` those tests, the long ones too, are run first, and rows that none of
// them recorded are dropped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const records = join(root, '.faults');
const page = join(root, 'docs', 'faults.md');

/** In this order; what else there is follows by name. */
const groups = ['server', 'model', 'tools', 'cancel', 'process', 'load'];

const introduction = `# What can go wrong, and what you see

Made by the tests: each row is a fault that a test causes, in the real runtime over TCP, and what the operator is shown
then. The time is from the fault until the prompt can be used again, as it was measured where the page was made; \`–\`
means not without a restart. In every row the session is destroyed and confirmed gone, at once or, where its server or
its connection was lost, afterwards: by asking the server again, or by the end of a server of ours and of its folder.
\`npm run docs:faults\` makes the page anew, and the tests fail where it is not true.
`;

/** Every test file that may record faults: those in test/faults, and elsewhere those that import the recorder. */
const suites = () =>
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join('test', name))
    .filter(
      (path) =>
        path.startsWith(join('test', 'faults')) ||
        readFileSync(join(root, path), 'utf8').includes('fault-record'),
    );

function runSuites() {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--mode', 'long', ...suites()], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, RECORD_FAULTS: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** What is on the page: group → fault → row. */
function readPage() {
  const rows = new Map();
  let text = '';
  try {
    text = readFileSync(page, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  for (const part of text.split('\n## ').slice(1)) {
    const [group, ...lines] = part.split('\n');
    for (const row of lines.filter((line) => line.startsWith('| ')).slice(2)) {
      const [fault] = row.slice(2).split(' | ');
      put(rows, { group, fault, row });
    }
  }
  return rows;
}

function put(rows, { group, fault, row }) {
  if (!rows.has(group)) rows.set(group, new Map());
  rows.get(group).set(fault, row);
}

const place = (group) => (groups.includes(group) ? groups.indexOf(group) : groups.length);
const byName = (a, b) => (a < b ? -1 : 1);

function section(group, rows) {
  const sorted = [...rows].sort(([a], [b]) => byName(a, b)).map(([, row]) => row);
  const table = [
    '| fault | what the operator sees | usable again |',
    '| --- | --- | --- |',
    ...sorted,
  ];
  return `\n## ${group}\n\n${table.join('\n')}\n`;
}

const everything = process.argv.includes('--run');
if (everything) {
  rmSync(records, { recursive: true, force: true });
  runSuites();
}
const rows = everything ? new Map() : readPage();
mkdirSync(records, { recursive: true });
for (const name of readdirSync(records)) {
  put(rows, JSON.parse(readFileSync(join(records, name), 'utf8')));
}
rmSync(records, { recursive: true });
const sections = [...rows]
  .sort(([a], [b]) => place(a) - place(b) || byName(a, b))
  .map(([group, ofGroup]) => section(group, ofGroup));
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(page, introduction + sections.join(''));
