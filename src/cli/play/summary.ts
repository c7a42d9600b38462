import { checkText } from '../../repl/play.ts';
import { checksOf, type PlayState } from '../../scenario/play/state.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { mark } from '../output/mark.ts';

/** A line has at most so many characters of what others say. */
const longest = 2_000;

/** What held and what did not, for the normal screen: a line each for what did not. */
export function playSummary(name: string, state: PlayState): string {
  const checks = checksOf(state);
  const failed = checks.filter(({ passed }) => !passed);
  const place = state.phase === 'ended' ? '' : `, left at step ${state.step + 1} of ${state.steps}`;
  const total = `${checks.length - failed.length} passed, ${failed.length} failed${place}`;
  return [
    ...failed.map((result) => `  ${mark(false)} ${safeLine(checkText(result), longest)}`),
    `${mark(failed.length === 0)} ${safeLine(name, 200)}: ${total}`,
    '',
  ].join('\n');
}
