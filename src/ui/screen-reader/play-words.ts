import type { PlayView } from '../../repl/play.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { type Play, playCounts, playFailure, playStatus } from '../play/play-view.ts';
import type { Player } from '../replay/player.ts';

/** A step is being done. */
const busy: ReadonlySet<PlayView['phase']> = new Set<PlayView['phase']>(['typing', 'running']);

/** What is to be said of a play that was at `before`. */
export function playWords(before: PlayView, now: PlayView): readonly string[] {
  const words: string[] = [];
  if (now.run !== before.run) words.push('back to the start, with no files');
  else if (before.phase === 'moving' && now.phase === 'waiting')
    words.push(`back to step ${now.step + 1} of ${now.steps}`);
  const began = busy.has(now.phase) && !busy.has(before.phase);
  const narrated = now.narration !== before.narration && now.narration !== '';
  if (narrated) words.push(`narration: ${now.narration}`);
  if (began) words.push(`step ${now.step + 1} of ${now.steps}: ${now.does}`);
  const failure = playFailure(now);
  if (failure !== undefined && failure !== playFailure(before)) words.push(`failed: ${failure}`);
  if (now.phase === 'ended' && before.phase !== 'ended') {
    const { passed, failed } = playCounts(now);
    words.push(`the play is at its end: ${passed} checks passed, ${failed} failed`);
  }
  const toggled = now.paused !== before.paused || now.auto !== before.auto;
  if (toggled || now.unlocked !== before.unlocked) words.push(playStatus(now));
  return words.map((line) => safeLine(line, 2_000));
}

/** Says what happens in a play, from now on. Returns what ends that. */
export function tellPlay(play: Play, say: (lines: readonly string[]) => void): () => void {
  let before = play.view();
  say([
    safeLine(`a play: ${before.title}. Enter goes on; /auto, /pause, /back, /again and /quit.`),
  ]);
  return play.onMove((now) => {
    const words = playWords(before, now);
    before = now;
    if (words.length > 0) say(words);
  });
}

const nothingYet = { phase: 'waiting', narration: '', results: new Map(), rules: [] } as const;

/** Says what a recording has of a scenario, from now on. Returns what ends that. */
export function tellPlayed(
  replay: Pick<Player, 'onMove'>,
  say: (lines: readonly string[]) => void,
): () => void {
  let before: PlayView | undefined;
  return replay.onMove(({ play }) => {
    const isNew = play !== undefined && play.run !== before?.run;
    if (isNew) say([safeLine(`a scenario: ${play.title}`)]);
    const last = isNew ? { ...play, ...nothingYet } : before;
    before = play;
    const words = last && play ? playWords(last, play) : [];
    if (words.length > 0) say(words);
  });
}
