import { playCommandNames } from '../../repl/play.ts';
import { give } from '../commands/submit.ts';
import type { Controls } from '../controls.ts';
import { frontNow } from '../controls.ts';
import type { KeyPress } from '../keys/key-name.ts';
import type { Bound } from '../keys/keymap.ts';
import type { ViewState } from '../view/view.ts';
import type { Play } from './play-view.ts';

/** What one may do before an audience without changing anything. */
const looking: ReadonlySet<string> = new Set([
  'help',
  'page-up',
  'page-down',
  'top',
  'bottom',
  'tools',
  'redraw',
  'next',
  'previous',
]);

const isPlayCommand = (name: string): boolean =>
  (playCommandNames as readonly string[]).includes(name);

/** Whether a play has the prompt line: every key then is one for itself. */
export const isLocked = ({ play }: Pick<Controls, 'play'>): boolean =>
  play !== undefined && !play.view().unlocked;

/** Texts are typed into these. */
const asksForText = ({ overlay }: ViewState): boolean =>
  overlay?.kind === 'users' || overlay?.kind === 'commands';

function leave(controls: Controls, play: Play, { quitArmed }: ViewState) {
  if (quitArmed || play.view().phase === 'ended') return controls.quit();
  controls.view.dispatch({ type: 'quit-armed' });
  controls.view.dispatch({ type: 'message', text: 'the play is not at its end: once more leaves' });
}

/** What was done so far is thrown away: that is asked once more, as leaving is. */
function beginAnew(controls: Controls, play: Play, line: string, { againArmed }: ViewState) {
  const { phase, step } = play.view();
  if (againArmed || phase === 'ended' || step === 0) return give(controls, line);
  controls.view.dispatch({ type: 'again-armed' });
}

/** What a key says while the play has the prompt line. */
function lockedKey(
  controls: Controls,
  play: Play,
  bound: Bound | undefined,
  { text }: KeyPress,
  before: ViewState,
): boolean {
  const say = (told: string) => controls.view.dispatch({ type: 'message', text: told });
  const inPanel = before.overlay !== undefined || before.focus !== 'prompt';
  if (bound?.type === 'own' && /^(escape|interrupt)$/.test(bound.action)) {
    if (inPanel) return false;
    leave(controls, play, before);
    return true;
  }
  if (bound?.type === 'command' && isPlayCommand(bound.name)) {
    // In the files and the ledger Enter opens what is chosen.
    if (inPanel && text === '') return false;
    if (bound.name === 'again') beginAnew(controls, play, bound.line, before);
    else give(controls, bound.line);
    return true;
  }
  if (bound?.type === 'command' && bound.name === 'quit') {
    leave(controls, play, before);
    return true;
  }
  if (inPanel) return false;
  if (bound?.type === 'command' && (!play.presenter || looking.has(bound.name))) {
    give(controls, bound.line);
    return true;
  }
  if (bound?.type === 'own' && bound.action === 'chord' && !play.presenter) return false;
  say(play.presenter ? 'read-only: u unlocks' : 'the play writes here: u unlocks the prompt line');
  return true;
}

/** A key while a scenario is played. False: it does what it does otherwise. */
export function playKey(
  controls: Controls,
  bound: Bound | undefined,
  press: KeyPress,
  before: ViewState,
): boolean {
  const { play } = controls;
  if (!play || asksForText(before)) return false;
  if (isLocked(controls)) return lockedKey(controls, play, bound, press, before);
  const isOver = bound?.type === 'own' && bound.action === 'escape';
  const { clientView, client, promptMode } = frontNow(controls);
  const isIdle = client?.activity !== 'working' && client?.activity !== 'queued';
  const isNothing = clientView.draft.text === '' && !clientView.setAside && !promptMode && isIdle;
  const inPanel = before.overlay !== undefined || before.focus !== 'prompt';
  if (!isOver || !isNothing || inPanel) return false;
  play.act('unlock');
  return true;
}

/** Whether nothing may be written, because a play does; then that is said. */
export function refusePaste(controls: Controls): boolean {
  const { view } = controls;
  if (!isLocked(controls) || asksForText(view.getState())) return false;
  view.dispatch({ type: 'message', text: 'the play writes here: u unlocks the prompt line' });
  return true;
}
