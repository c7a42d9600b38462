import type { Measure } from '../figures.ts';
import { startModel } from '../support/model.ts';
import { bareInk, type Program, startProgram, startRepl } from '../support/program.ts';

async function costUntil(program: Program, begin: () => void, text: string) {
  const [cpu, bytes] = [program.cpu(), program.bytes()];
  const shown = program.shows(text, 90_000);
  begin();
  await shown;
  return { cpu: (program.cpu() - cpu) / 1000, kilobytes: (program.bytes() - bytes) / 1000 };
}

/** One answer of 2,000 tokens, 100 a second. */
export const measureStream: Measure = async ({ quick, progress }) => {
  const tokens = quick ? 100 : 2000;
  const model = await startModel();
  const program = startRepl(model.environment);
  await program.shows('with the model');
  program.write('hello\r');
  await program.shows('gone ✓');
  progress('this program');
  const ours = await costUntil(program, () => program.write(`stream ${tokens} 100\r`), 'gone ✓');
  await program.stop();
  model.stop();
  progress('bare Ink');
  const bare = startProgram([bareInk, `${tokens}`, '100']);
  const floor = await costUntil(bare, () => {}, 'the very end');
  await bare.stop();
  return {
    rows: [
      {
        what: '2,000 tokens at 100/s: written to the terminal',
        unit: 'kB',
        ours: [ours.kilobytes],
        beside: { what: 'bare Ink', sample: [floor.kilobytes] },
        goal: { is: 'at most', limit: 54, of: 'value' },
        remark:
          'each of the 400 frames writes the line that grows anew, and what scrolls is written again.',
      },
      {
        what: 'the same: processor time of REPL, runtime and guard',
        unit: 's',
        ours: [ours.cpu],
        beside: { what: 'bare Ink, which has no runtime', sample: [floor.cpu] },
        goal: { is: 'at most', limit: 7.3, of: 'value' },
        remark:
          "the runtime's share of it is its own; this program's is one frame twenty times a second.",
      },
    ],
  };
};
