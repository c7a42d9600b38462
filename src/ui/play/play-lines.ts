import { safeLine } from '../../screen/safe-text.ts';
import { wrapText } from '../../screen/text.ts';
import { joinHints } from '../hints/join-hints.ts';
import { attention, bad, emphasis, good, type Style, secondary } from '../look/theme.ts';
import { cell, fitLine, type Line, spread } from '../rows/row.tsx';
import { playCounts, playFailure, playStatus, type ShownPlay } from './play-view.ts';

/** Rows that narration may take, and takes at least, so that little moves. */
const mostNarration = 4;
const leastNarration = 2;

/** Below so many rows of the terminal there is one row of narration. */
const low = 24;

const plain: Style = { bold: true };

function counts(play: ShownPlay): Line {
  const { passed, failed } = playCounts(play);
  if (!play.presenter) {
    return [
      cell(`✓ ${passed} passed`, passed > 0 ? good : secondary),
      cell(' · ', secondary),
      cell(`✗ ${failed} failed`, failed > 0 ? bad : secondary),
    ];
  }
  const box = (text: string, style: Style, lit: boolean) =>
    cell(` ${text} `, lit ? { ...style, bold: true, inverse: true } : plain);
  return [
    box(`✓ ${passed} PASSED`, good, passed > 0),
    cell(' '),
    box(`✗ ${failed} FAILED`, bad, failed > 0),
  ];
}

function statusLine(play: ShownPlay, width: number): Line {
  const { step, steps, does, title, phase } = play;
  const what = phase === 'ended' || does === '' ? title : does;
  const number = `step ${Math.min(step + 1, steps)} of ${steps}`;
  const left: Line = [
    cell(' play ', { ...attention, inverse: true }),
    cell(` ${phase === 'ended' ? `all ${steps} steps` : number}`, emphasis),
    cell(` · ${playStatus(play)} · `, secondary),
    cell(safeLine(what, 500)),
  ];
  return spread(left, [...counts(play), cell(' ')], width);
}

/** The rows between the prompt line and the hints: the step, what failed, and who narrates. */
export function playLines(
  play: ShownPlay,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Line[] {
  const failure = playFailure(play);
  const narration = wrapText(safeLine(play.narration), Math.max(20, columns - 4));
  const least = rows < low ? 1 : leastNarration;
  const shown = narration.slice(0, rows < low ? leastNarration : mostNarration);
  const filled = [...shown, ...Array.from({ length: least }, () => '')];
  const told = filled.slice(0, Math.max(least, shown.length));
  return [
    statusLine(play, columns),
    ...(failure === undefined
      ? []
      : [
          fitLine(
            [
              cell(play.presenter ? ' ✗ FAILED ' : ' ✗ failed ', { ...bad, bold: true }),
              cell(safeLine(failure, 500)),
            ],
            columns,
          ),
        ]),
    ...told.map((row): Line => [cell(' ▌ ', attention), cell(row, plain)]),
  ];
}

const hints: readonly (readonly [string, string])[] = [
  ['Space', 'next'],
  ['g', 'by itself'],
  ['p', 'pause'],
  ['b', 'back'],
  ['r', 'reset'],
  ['u', 'unlock'],
  ['Esc', 'leave'],
  ['?', 'keys'],
];

/** The keys of a play, in the place of the hints. */
export const playHints = ({ unlocked }: ShownPlay, width: number): Line =>
  joinHints(unlocked ? [['Esc', 'back to the play']] : hints, width);
