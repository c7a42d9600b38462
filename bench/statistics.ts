import type { Row, Sample } from './figures.ts';

/** The value below which so many (0 to 1) of the sample lie, between two of them where need be. NaN for none. */
export function quantile(sample: Sample, share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (sample: Sample): number => quantile(sample, 0.5);

/** The medians of both against each other, and between what the middle half of the pairs lies. */
export function ratioOf({ ours, beside, inverted = false }: Row): Sample {
  const { sample } = beside ?? { sample: [] };
  const [over, under] = inverted ? [sample, ours] : [ours, sample];
  const pairs = Math.min(over.length, under.length);
  const each = Array.from({ length: pairs }, (_, at) => (over[at] ?? 0) / (under[at] ?? 0));
  return [median(over) / median(under), quantile(each, 0.25), quantile(each, 0.75)];
}

/** Whether the goal was reached; undefined where there is none or nothing was measured. */
export function isMet(row: Row): boolean | undefined {
  const { ours, goal } = row;
  if (!goal || ours.length === 0) return undefined;
  const [value = Number.NaN] = goal.of === 'ratio' ? ratioOf(row) : [median(ours)];
  if (Number.isNaN(value)) return undefined;
  return goal.is === 'at most' ? value <= goal.limit : value >= goal.limit;
}
