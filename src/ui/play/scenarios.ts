import { errorText, reportError } from '../../repl/errors.ts';
import type { Controls } from '../controls.ts';
import { frontNow } from '../controls.ts';

/** Tells what was checked: `passed` false where something did not hold. */
export type SayCheck = (passed: boolean, text: string) => void;

/** Runs scenarios on users, files and a server of their own. Both reject with what is wrong and what to do. */
export interface Scenarios {
  /** Plays one in the terminal, which is lent for that; resolves to what to say afterwards. */
  play(name: string, signal: AbortSignal): Promise<string>;
  /** Without a name: the built-in ones. */
  verify(name: string, say: SayCheck): Promise<void>;
}

export async function playFromHere({ view, playScenario }: Controls, name: string): Promise<void> {
  const say = (text: string) => view.dispatch({ type: 'message', text });
  if (!playScenario) return say('no scenario can be played from here');
  await playScenario(name).then(say, (error: unknown) => say(errorText(reportError(error))));
}

export async function verifyFromHere(controls: Controls, name: string): Promise<void> {
  const { view, screen, verifyScenario } = controls;
  const say = (text: string) => view.dispatch({ type: 'message', text });
  if (!verifyScenario) return say('no scenario can be verified from here');
  const { clientId: client } = frontNow(controls);
  say('verifying, on users of its own: what held is told here');
  await verifyScenario(name, (passed, message) =>
    screen.dispatch({ type: 'told', client, level: passed ? 'info' : 'error', message }),
  ).catch((error: unknown) => say(errorText(reportError(error))));
}
