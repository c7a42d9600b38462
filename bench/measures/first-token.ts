import { startUi } from '../../src/ui/start.tsx';
import type { Measure } from '../figures.ts';
import { createRepl } from '../support/heart.ts';
import { startModel } from '../support/model.ts';
import { startOurs } from '../support/ours.ts';
import { startPlain } from '../support/plain.ts';
import { inTurns } from '../support/rounds.ts';
import { createTerminal } from '../support/terminal.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** From the Enter key to the first token in what is written to the terminal. */
export const measureFirstToken: Measure = async (run) => {
  const { quick, progress } = run;
  const model = await startModel();
  const stdio = await startPlain('stdio', model);
  const terminal = createTerminal();
  const { stdin, stdout } = terminal;
  let end = () => {};
  const ours = await startOurs((options) => {
    const repl = createRepl(options);
    const ui = startUi({ repl, stdin, stdout, stderr: stdout });
    end = ui.dispose;
    return repl;
  }, model);
  await ours.repl.execute({ type: 'user', user: 'alice' });

  let count = 0;
  async function onScreen(): Promise<number> {
    // Its first letter is another than in the rows around: what is the same in a row is not written again.
    const word = `${letters[++count % letters.length]}q${count}`;
    const typed = terminal.shows(word);
    stdin.write(`echo ${word}`);
    await typed;
    const ended = new Promise<void>((resolve) => {
      const unsubscribe = ours.repl.subscribe(({ type }) => {
        if (type !== 'request.completed' && type !== 'request.failed') return;
        unsubscribe();
        resolve();
      });
    });
    const shown = terminal.shows(word.toUpperCase());
    const started = performance.now();
    stdin.write('\r');
    const time = (await shown) - started;
    await ended;
    return time;
  }
  progress('warming up');
  for (let round = 0; round < (quick ? 1 : 15); round++) {
    await onScreen();
    await stdio.request('echo x');
  }
  const { screen, plain } = await inTurns(
    quick ? 3 : 60,
    { screen: onScreen, plain: async () => (await stdio.request('echo x')).firstToken },
    run,
  );
  end();
  await Promise.all([ours.stop(), stdio.stop()]);
  model.stop();
  return {
    rows: [
      {
        what: 'submit → first token on the screen',
        unit: 'ms',
        ours: screen,
        beside: { what: 'SDK over stdio, first token received', sample: plain },
        goal: { is: 'at most', limit: 1.3, of: 'ratio' },
        remark:
          'what is beside it draws nothing. Here the submitted prompt, the new session and the token are painted: three frames of the whole screen on the way.',
      },
    ],
  };
};
