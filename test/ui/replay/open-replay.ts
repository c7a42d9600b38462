import { onTestFinished } from 'vitest';
import type { Recording } from '../../../src/recording/format.ts';
import { createPlayer } from '../../../src/ui/replay/player.ts';
import { startUi } from '../../../src/ui/start.tsx';
import { createFakeTerminal } from '../../support/fake-terminal.ts';

/** The whole screen over a recording that is played. Is taken down with the test. */
export function openReplay(
  recording: Recording,
  size: { readonly columns: number; readonly rows: number },
) {
  const terminal = createFakeTerminal(size);
  const { stdin, stdout, stderr } = terminal;
  const player = createPlayer(recording);
  const ui = startUi({ repl: player, replay: player, stdin, stdout, stderr });
  onTestFinished(async () => {
    player.dispose();
    ui.dispose();
    await ui.waitUntilExit();
    terminal.dispose();
  });
  return { ui, terminal };
}
