import { setTimeout as wait } from 'node:timers/promises';
import type { Measure } from '../figures.ts';
import { startModel } from '../support/model.ts';
import { startRepl } from '../support/program.ts';

/** What the whole program costs while nobody does anything, with 20 tabs. */
export const measureIdle: Measure = async ({ quick, progress }) => {
  const seconds = quick ? 2 : 60;
  const model = await startModel();
  const program = startRepl(model.environment);
  await program.shows('with the model');
  for (let tab = 2; tab < 20; tab++) program.write('\x18n');
  await wait(1_000);
  // Each tab has its connection.
  program.write('/all hello\r');
  await wait(3_000);
  progress(`${seconds} s of nothing`);
  const [cpu, bytes] = [program.cpu(), program.bytes()];
  await wait(seconds * 1000);
  const [used, written] = [program.cpu() - cpu, program.bytes() - bytes];
  await program.stop();
  model.stop();
  return {
    rows: [
      {
        what: 'idle with 20 tabs: processor time of REPL, runtime and guard',
        unit: '%',
        ours: [used / (seconds * 10)],
        goal: { is: 'at most', limit: 0.2, of: 'value' },
        remark:
          "the floor is the runtime's own timers, 0.3 % whether it is asked anything or not; the REPL with its question twice a second whether the server is still there is below 0.1 %.",
      },
      {
        what: 'the same: written to the terminal',
        unit: 'B',
        ours: [written],
        goal: { is: 'at most', limit: 0, of: 'value' },
      },
    ],
  };
};
