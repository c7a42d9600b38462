import { errorText, reportError } from '../../repl/errors.ts';
import { type Controls, frontNow } from '../controls.ts';

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
