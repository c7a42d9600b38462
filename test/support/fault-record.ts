import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** The section of docs/faults.md; a new one may be added here. */
export type FaultGroup = 'server' | 'model' | 'tools' | 'cancel' | 'process' | 'load';

/** One thing that went wrong in a test, as a row of docs/faults.md. */
export interface FaultRecord {
  readonly group: FaultGroup;
  /** What went wrong, as a reader would say it: `model answers 401`. Unique in its group. */
  readonly fault: string;
  /**
   * What the operator was shown, word for word; several lines where several were shown. Of what went by as events:
   * `errorText(event.error)` of `src/repl/errors.ts`. Ports of this machine and UUIDs are taken out here, whatever else
   * differs from run to run has to be taken out by the test.
   */
  readonly sees: string;
  /** From the fault until the prompt could be used again; left out where it could not without a restart. */
  readonly milliseconds?: number;
}

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const withoutChance = (text: string) =>
  text
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>')
    .replace(/\b(127\.0\.0\.1|localhost):\d+\b/g, '$1:<port>');

const cell = (text: string) => text.replaceAll('|', '\\|');

/** As code, so that it stands there letter by letter. */
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `\`${cell(line.replaceAll('`', "'"))}\``)
    .join('<br>');

/** Steps that another run on the same machine seldom leaves. */
function timeText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '–';
  if (milliseconds < 100) return '< 0.1 s';
  const seconds = milliseconds / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** The lines of one section of the page. */
function section(page: string, group: FaultGroup): readonly string[] {
  const [, after = ''] = page.split(`\n## ${group}\n`);
  return (after.split('\n## ')[0] ?? '').split('\n');
}

/**
 * Keeps docs/faults.md true. Call it once at the end of a test that made something go wrong. It fails where the page
 * says something else than what the operator saw (times are not compared) or has no row for this.
 *
 * With `RECORD_FAULTS=1` it does not compare but writes the row into `.faults/`, from where `node scripts/faults-doc.js`
 * puts it on the page; rows that were not recorded stay as they are. `npm run docs:faults` records all anew: it runs
 * every test file in test/faults and every other that imports this one, the long ones too.
 */
export function recordFault({ group, fault, sees, milliseconds }: FaultRecord): void {
  const beginning = `| ${cell(fault)} | ${quoted(withoutChance(sees))} |`;
  if (process.env.RECORD_FAULTS) {
    const name = `${group}-${fault.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`;
    const row = `${beginning} ${timeText(milliseconds)} |`;
    mkdirSync(path('.faults'), { recursive: true });
    writeFileSync(path(`.faults/${name}`), JSON.stringify({ group, fault: cell(fault), row }));
    return;
  }
  const rows = section(readFileSync(path('docs/faults.md'), 'utf8'), group);
  const row = rows.find((each) => each.startsWith(`| ${cell(fault)} | `));
  expect(row, 'docs/faults.md is not up to date: npm run docs:faults').toContain(beginning);
}
