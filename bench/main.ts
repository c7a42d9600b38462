import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './figures.ts';
import { machine } from './machine.ts';
import { measures } from './measures.ts';
import { readOptions, usage } from './options.ts';
import { createProgress } from './progress.ts';
import { markdown } from './report/markdown.ts';
import { writePage } from './report/page.ts';
import { plot } from './report/plot.ts';
import { tableText } from './report/text.ts';
import { isMet } from './statistics.ts';

type Message =
  | { readonly type: 'progress'; readonly text: string }
  | { readonly type: 'outcome'; readonly outcome: Outcome };

const options = readOptions(process.argv.slice(2));
const { stdout, stderr } = process;
const unknown = options.only.filter((name) => !Object.hasOwn(measures, name));
if (options.help || unknown.length > 0) {
  if (unknown.length > 0) stderr.write(`there is no measure ${unknown.join(', ')}\n`);
  stdout.write(`${usage}\nmeasures: ${Object.keys(measures).join(', ')}\n`);
  process.exit(options.help ? 0 : 2);
}
const names = options.only.length > 0 ? options.only : Object.keys(measures);
const progress = createProgress(stderr, names.length);

/** Measures one thing in a process of its own. @throws when that process fails */
function measureApart(name: string, at: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const program = fileURLToPath(new URL('./measure.js', import.meta.url));
    const child = fork(program, [name, options.quick ? 'quick' : 'full']);
    let outcome: Outcome | undefined;
    child.on('message', (message: Message) => {
      if (message.type === 'progress') progress.tell(at, name, message.text);
      else outcome = message.outcome;
    });
    child.on('exit', (code) => {
      if (outcome) resolve(outcome);
      else reject(new Error(`the measure ${name} failed (exit code ${code})`));
    });
  });
}

stdout.write(`${machine()}\n`);
if (options.stock) stdout.write('WITHOUT the transport module: stock TCP through the same code\n');
const outcomes: Outcome[] = [];
let failures = 0;
for (const [index, name] of names.entries()) {
  progress.tell(index + 1, name, '…');
  try {
    const outcome = await measureApart(name, index + 1);
    progress.clear();
    stdout.write(tableText(outcome));
    outcomes.push(outcome);
  } catch (error) {
    failures++;
    progress.clear();
    stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
}
const missed = outcomes.flatMap(({ rows }) => rows).filter((row) => isMet(row) === false);
stdout.write(`${missed.length === 0 ? 'every goal met' : `${missed.length} goals not met`}\n`);
const docs = new URL('../../docs/', import.meta.url);
if (options.writePages && failures === 0) {
  for (const detail of outcomes.flatMap(({ details = [] }) => details)) {
    if (!detail.page) continue;
    writePage(docs, machine(), detail);
    stdout.write(`written: docs/${detail.page}\n`);
  }
}
if (options.write && failures === 0) {
  writeFileSync(
    new URL('benchmarks.svg', docs),
    plot(outcomes.flatMap(({ panels }) => panels ?? [])),
  );
  writeFileSync(new URL('benchmarks.md', docs), markdown(machine(), outcomes));
  stdout.write('written: docs/benchmarks.md, docs/benchmarks.svg\n');
}
process.exitCode = failures > 0 || (options.strict && missed.length > 0) ? 1 : 0;
