import type { Front } from '../frame/scene.ts';
import { keyLabel } from '../keys/key-label.ts';
import { chordKey } from '../keys/key-table.ts';
import type { Entry, Keymap } from '../keys/keymap.ts';
import { emphasis, secondary } from '../look/theme.ts';
import { playHints } from '../play/play-lines.ts';
import { replayLine } from '../replay/replay-line.ts';
import { cell, type Line, lineWidth, spread } from '../rows/row.tsx';
import type { TranscriptPlace } from '../transcript/place.ts';
import { userView, type ViewState } from '../view/view.ts';
import { type Hint, joinHints } from './join-hints.ts';
import { placeHints } from './place-hints.ts';

/** What one needs most at the prompt, in this order; what does not fit is left out. */
const shown = ['send', 'escape', 'new', 'users', 'commands', 'files'];

const entriesOf = ({ groups }: Keymap): readonly Entry[] =>
  groups.flatMap(({ entries }) => entries);

/** The first key of each of these, if it has one, with its two words. */
const hintsOf = (entries: readonly Entry[]): readonly Hint[] =>
  entries.flatMap(({ keys: [key], hint }) =>
    key !== undefined && hint !== undefined ? [[key, hint] as const] : [],
  );

/** What may follow the first stroke of a chord. */
function chordHints(keys: Keymap): readonly Hint[] {
  const prefix = `${keyLabel(chordKey)} `;
  return entriesOf(keys).flatMap(({ keys: labels, hint }): readonly Hint[] => {
    const label = labels.find((each) => each.startsWith(prefix));
    return label && hint !== undefined ? [[label.slice(prefix.length), hint]] : [];
  });
}

/** The keys that one needs most where one is; after the first stroke of a chord what may follow. As many as fit. */
export function hintLine(
  view: ViewState,
  width: number,
  keys: Keymap,
  { user, promptMode }: Partial<Pick<Front, 'user' | 'promptMode'>> = {},
  transcript?: TranscriptPlace,
): Line {
  const { chord, focus, overlay, question } = view;
  if (chord) {
    const prefix: Line = [cell(` ${keyLabel(chordKey)} …`, emphasis), cell(' ')];
    return [...prefix, ...joinHints(chordHints(keys), width - lineWidth(prefix))];
  }
  if (question) return joinHints(placeHints(keys).question, width);
  const isFiltered = focus === 'files' && userView(view, user?.name ?? '').filter !== undefined;
  const place = overlay?.kind ?? promptMode ?? (isFiltered ? 'filter' : focus);
  if (view.play && place === 'prompt') return playHints(view.play, width);
  if (view.replay && place === 'prompt') return replayLine(view.replay, width);
  if (place !== 'prompt') return joinHints(placeHints(keys)[place], width);
  if (transcript) return joinHints(placeHints(keys)[transcript], width);
  const all = entriesOf(keys);
  const main = shown.flatMap((name) => all.find((entry) => entry.name === name) ?? []);
  const right = hintsOf(all.filter(({ name }) => name === 'help')).flatMap(
    ([key, words]): Line => [cell(key), cell(` ${words} `, secondary)],
  );
  return spread(joinHints(hintsOf(main), width - lineWidth(right) - 1), right, width);
}
