import type { Outcome, Row, Sample, Unit } from '../figures.ts';
import { isMet, median, quantile, ratioOf } from '../statistics.ts';

/** Three digits are more than these figures are worth. */
export const number = (value: number): string =>
  Number.isNaN(value)
    ? '–'
    : Math.abs(value) >= 100
      ? `${Math.round(value)}`
      : `${Number(value.toPrecision(3))}`;

/** The median, and between what the middle half lies where there is more than one value. */
export function sampleText(sample: Sample, unit: Unit): string {
  if (sample.length === 0) return 'not measured';
  const middle = `${number(median(sample))} ${unit}`;
  if (sample.length < 3) return middle;
  return `${middle} (${number(quantile(sample, 0.25))}–${number(quantile(sample, 0.75))})`;
}

export function ratioText(row: Row): string {
  if (!row.beside || row.ours.length === 0 || row.beside.sample.length === 0) return '';
  const [ratio = 0, low = 0, high = 0] = ratioOf(row);
  const spread = row.ours.length < 3 ? '' : ` (${number(low)}–${number(high)})`;
  return `${number(ratio)}×${spread}`;
}

export function goalText({ goal, unit }: Row): string {
  if (!goal) return '';
  const sign = goal.is === 'at most' ? '≤' : '≥';
  return `${sign} ${number(goal.limit)}${goal.of === 'ratio' ? '×' : ` ${unit}`}`;
}

export function metText(row: Row): string {
  const met = isMet(row);
  if (met === undefined) return '';
  return met ? 'met' : '**not met**';
}

/** For people at a terminal. */
export function tableText({ rows, details = [] }: Outcome): string {
  const lines = rows.map((row) => {
    const { what, ours, unit, beside, remark } = row;
    const parts = [
      sampleText(ours, unit),
      beside ? `beside ${beside.what}: ${sampleText(beside.sample, unit)}` : '',
      ratioText(row),
      [goalText(row), metText(row).replaceAll('*', '')].filter(Boolean).join(' '),
      ours.length === 0 ? remark : '',
    ];
    return `${what}\n    ${parts.filter(Boolean).join(' · ')}`;
  });
  const tables = details.map(({ title, columns, rows }) => {
    const all = [columns, ...rows];
    const widths = columns.map((_, at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0)));
    const aligned = all.map((cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)));
    return `${title}\n${aligned.map((cells) => `    ${cells.join('  ').trimEnd()}`).join('\n')}`;
  });
  return `${[...lines, ...tables].join('\n')}\n`;
}
