import { attention, emphasis, faint, secondary } from '../look/theme.ts';
import { cell, fitLine, type Line, lineWidth, spread } from '../rows/row.tsx';
import { clockText, type ReplayView } from './replay-view.ts';

/** Columns of the bar. */
const barWidth = 20;

const keys: readonly (readonly [string, string])[] = [
  ['Space', 'pause'],
  ['← →', '5 s'],
  ['[ ]', 'request'],
  ['+ -', 'speed'],
  ['?', 'keys'],
];

const hints: Line = keys.flatMap(([key, words], index) => [
  ...(index > 0 ? [cell(' · ', secondary)] : []),
  cell(key),
  cell(` ${words}`, secondary),
]);

/** Where in the recording one is, and the keys that lead elsewhere: what the last row of a replay says. */
export function replayLine(replay: ReplayView, width: number): Line {
  const { position, duration, playing, speed, request, requests } = replay;
  const done = duration === 0 ? barWidth : Math.floor((position / duration) * barWidth);
  const state = playing ? '▶' : position >= duration ? '■' : '‖';
  const place: Line = [
    cell(` replay ${state} `, attention),
    cell(`${clockText(position)} / ${clockText(duration)}`, emphasis),
    cell(` · request ${request}/${requests} · ${speed}×`, secondary),
  ];
  const bar: Line = [
    cell(' '),
    cell('━'.repeat(done), attention),
    cell('─'.repeat(barWidth - done), faint),
  ];
  const whole = [...place, ...bar];
  const right: Line = [...hints, cell(' ')];
  if (lineWidth(whole) + lineWidth(right) < width) return spread(whole, right, width);
  if (lineWidth(place) + lineWidth(right) < width) return spread(place, right, width);
  return fitLine(lineWidth(whole) <= width ? whole : place, width);
}
