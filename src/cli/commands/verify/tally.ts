import type { CheckResult } from '../../../repl/play.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { padEnd, textWidth, truncate } from '../../../screen/text.ts';
import { mark } from '../../output/mark.ts';

/** What was checked of one scenario. */
interface Row {
  readonly name: string;
  readonly title: string;
  passed: number;
  failed: number;
}

/** What held of each scenario of a run, counted as it goes. */
export interface Tally {
  begin(name: string, title: string): void;
  /** Counts for the scenario that began last. */
  count(result: CheckResult): void;
  /** A row a scenario where there are several, and the sum. */
  lines(): readonly string[];
}

const total = ({ passed, failed }: Pick<Row, 'passed' | 'failed'>) =>
  `${passed} ${passed === 1 ? 'check' : 'checks'} passed, ${failed === 0 ? 'none' : failed} failed`;

/** A name takes no more columns than this; those of built-in scenarios take less. */
const widestName = 30;

export function createTally(): Tally {
  const rows: Row[] = [];

  function rowLines(): readonly string[] {
    const names = rows.map(({ name }) => truncate(safeLine(name, 500), widestName));
    const width = Math.max(...names.map(textWidth));
    const counts = rows.map(total);
    const countWidth = Math.max(...counts.map(({ length }) => length));
    return rows.map(({ title, failed }, index) => {
      const name = padEnd(names[index] ?? '', width);
      const count = padEnd(counts[index] ?? '', countWidth);
      return `${mark(failed === 0)} ${name}  ${count}  ${safeLine(title, 500)}`;
    });
  }

  return {
    begin: (name, title) => rows.push({ name, title, passed: 0, failed: 0 }),
    count({ passed }) {
      const row = rows.at(-1);
      if (row) row[passed ? 'passed' : 'failed']++;
    },
    lines() {
      const sum = { passed: 0, failed: 0 };
      for (const { passed, failed } of rows) {
        sum.passed += passed;
        sum.failed += failed;
      }
      return rows.length > 1 ? ['', ...rowLines(), '', total(sum)] : [total(sum)];
    },
  };
}
