import type { Detail, Outcome } from '../figures.ts';
import { isMet } from '../statistics.ts';
import { goalText, metText, ratioText, sampleText } from './text.ts';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

export const table = (columns: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');

const detail = ({ title, columns, rows, page }: Detail) =>
  `## ${title}\n\n${page ? `[${page}](${page}) has the table, and says what to make of it.` : table(columns, rows)}`;

/** The whole of docs/benchmarks.md. */
export function markdown(machine: string, outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const missed = rows.filter((row) => isMet(row) === false || row.ours.length === 0);
  const remarks = missed.map(
    ({ what, remark }) => `- **${what}**: ${remark ?? 'no reason known.'}`,
  );
  return `${[
    '# Benchmarks',
    `Written by \`npm run bench\`, which measures side by side, in turns, in one run: trust the ratios before the milliseconds. Medians, in parentheses the middle half. ${machine}.`,
    table(
      ['measure', 'measured', 'beside', 'ratio', 'goal', ''],
      rows.map((row) => [
        row.what,
        sampleText(row.ours, row.unit),
        row.beside ? `${row.beside.what}: ${sampleText(row.beside.sample, row.unit)}` : '',
        ratioText(row),
        goalText(row),
        metText(row),
      ]),
    ),
    ...(remarks.length > 0 ? ['## What was not met, and why', remarks.join('\n')] : []),
    '## How cost grows',
    '![How memory, requests and frames grow with sessions, transcript and files](benchmarks.svg)',
    ...outcomes.flatMap(({ details = [] }) => details.map(detail)),
  ].join('\n\n')}\n`;
}
