import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { Detail } from '../figures.ts';
import { table } from './markdown.ts';
import { number } from './text.ts';

/** What stands between these is the benchmarks', the rest of the page is written by hand. */
const marks = { begin: '<!-- measured -->', end: '<!-- /measured -->' };

/** Puts a table, and what it was measured on, in its place on its page. @throws where the page has no such place */
export function writePage(docs: URL, machine: string, { page = '', columns, rows }: Detail): void {
  const file = new URL(page, docs);
  const [before, rest = ''] = readFileSync(file, 'utf8').split(marks.begin);
  const [, after] = rest.split(marks.end);
  if (after === undefined) throw new Error(`docs/${page} has no ${marks.begin} … ${marks.end}`);
  const [, , load = 0] = loadavg();
  const measured = `${table(columns, rows)}\n\nMedians. ${machine}. The machine's load was ${number(load)}.`;
  writeFileSync(file, `${before}${marks.begin}\n\n${measured}\n\n${marks.end}${after}`);
}
