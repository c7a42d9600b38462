/** A stretch of time, in ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface TimeScale {
  /** Where a moment is, in percent of the width. */
  at(moment: number): number;
  /** Where nothing happened for long: drawn narrower than it was. */
  readonly folds: readonly Span[];
  readonly ticks: readonly { readonly at: number; readonly moment: number }[];
}

/** Idle time is folded from here on: in ms, and as a part of the time in which something happened. */
const shortestFold = 2000;
const foldedPart = 0.1;
/** How wide all folds together may be, as a part of the time in which something happened. */
const allFolds = 0.3;
const oneFold = 0.03;
/** Between two ticks, in percent of the width. */
const tickDistance = 12;

function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

const niceSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((step) => [step, step * 1000]);
const steps = [...niceSteps, 15_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 86_400_000].sort(
  (a, b) => a - b,
);

/** Lays time out over a width, with long idle time folded so that what happened can be seen. */
export function createTimeScale(whole: Span, busy: readonly Span[]): TimeScale {
  const active = merged(busy);
  const activeTime = active.reduce((sum, { from, to }) => sum + to - from, 0);
  const edges = [whole.from, ...active.flatMap(({ from, to }) => [from, to]), whole.to];
  const idle: Span[] = [];
  for (let index = 0; index < edges.length; index += 2) {
    idle.push({ from: edges[index] ?? whole.from, to: edges[index + 1] ?? whole.to });
  }
  const longest = Math.max(shortestFold, activeTime * foldedPart);
  const folds = active.length === 0 ? [] : idle.filter(({ from, to }) => to - from > longest);
  const foldWidth = Math.max(1, activeTime) * Math.min(oneFold, allFolds / folds.length);

  // Pieces of time, each as wide as it is long, or folded.
  const pieces: { from: number; to: number; start: number; width: number }[] = [];
  let start = 0;
  let from = whole.from;
  const push = (to: number, width: number) => {
    pieces.push({ from, to, start, width });
    start += width;
    from = to;
  };
  for (const fold of folds) {
    push(fold.from, fold.from - from);
    push(fold.to, foldWidth);
  }
  push(whole.to, whole.to - from);
  const total = start || 1;

  function at(moment: number): number {
    const piece = pieces.findLast((each) => each.from <= moment) ?? pieces[0];
    if (!piece) return 0;
    const length = piece.to - piece.from || 1;
    const part = Math.min(1, Math.max(0, (moment - piece.from) / length));
    return (100 * (piece.start + part * piece.width)) / total;
  }

  const step = steps.find((each) => (100 * each) / total >= tickDistance) ?? total;
  const isFolded = (moment: number) => folds.some((fold) => moment > fold.from && moment < fold.to);
  const ticks: { at: number; moment: number }[] = [];
  for (const piece of pieces) {
    if (folds.some((fold) => fold.from === piece.from && fold.to === piece.to)) continue;
    const first = Math.ceil((piece.from - whole.from) / step) * step + whole.from;
    for (let moment = first; moment <= piece.to; moment += step) {
      const place = at(moment);
      const far = place - (ticks.at(-1)?.at ?? -tickDistance) >= tickDistance * 0.9;
      if (far && place <= 94 && !isFolded(moment)) ticks.push({ at: place, moment });
    }
  }
  return { at, folds, ticks };
}
