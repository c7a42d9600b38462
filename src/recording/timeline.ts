import type { RecordedEvent, Recording } from './format.ts';
import { createReplBoundary } from './repl-boundary.ts';

/** What of a recording was on the screen, and when. All times are milliseconds since the recording began. */
export interface Timeline {
  readonly events: readonly RecordedEvent[];
  /** When each of them happened: never before the one in front of it, whatever the clock did. */
  readonly times: readonly number[];
  /** Which of them another REPL begins with. */
  readonly beginnings: ReadonlySet<number>;
  /** When each request was submitted. */
  readonly requests: readonly number[];
  readonly duration: number;
  /** When the recording began, in milliseconds since 1970. */
  readonly began: number;
}

/** The first place of an ordered list that holds more than `value`: so many are at most that. */
export function countUpTo(list: readonly number[], value: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle] ?? 0) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Ends where the operator left the screen: what was told later was not seen. */
export function timelineOf({ header, events: all }: Recording): Timeline {
  const closed = all.findIndex(({ type }) => type === 'screen.closed');
  const events = closed < 0 ? all : all.slice(0, closed);
  const began = Date.parse(header.time);
  const times: number[] = [];
  const requests: number[] = [];
  const beginnings = new Set<number>();
  const begins = createReplBoundary();
  let last = 0;
  for (const [index, event] of events.entries()) {
    const { type, time } = event;
    if (begins(event)) beginnings.add(index);
    last = Math.max(last, Date.parse(time) - began);
    times.push(last);
    if (type === 'request.submitted') requests.push(last);
  }
  const left = closed < 0 ? undefined : all[closed];
  const duration = left ? Math.max(last, Date.parse(left.time) - began) : last;
  return { events, times, beginnings, requests, duration, began };
}
