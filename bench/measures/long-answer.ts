import type { Measure } from '../figures.ts';
import { quantile } from '../statistics.ts';
import { startModel } from '../support/model.ts';
import { type Program, startRepl } from '../support/program.ts';

/** Asks for a long list; keys are pressed until it is there, and the slowest of them is told. */
async function ask(program: Program, prompt: string) {
  const started = performance.now();
  const painted = program.shows('the very end', 120_000);
  program.write(`${prompt}\r`);
  const time = (await painted) - started;
  return time;
}

/** One answer of a list of 10,000 lines that the model says at once. */
export const measureLongAnswer: Measure = async ({ quick, progress }) => {
  const lines = quick ? 500 : 10_000;
  const rounds = quick ? 1 : 4;
  const model = await startModel();
  const samples = { marked: [] as number[], plain: [] as number[], keys: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const form of ['marked', 'plain'] as const) {
      progress(`round ${round + 1} of ${rounds}, ${form}`);
      const program = startRepl(model.environment);
      await program.shows('with the model');
      program.write('hello\r');
      await program.shows('gone ✓');
      samples[form].push(await ask(program, `list ${lines} ${form}`));
      await program.stop();
    }
    progress(`round ${round + 1} of ${rounds}, keys`);
    samples.keys.push(await slowestKey(model.environment, lines));
  }
  model.stop();
  return {
    rows: [
      {
        what: `an answer of a ${lines.toLocaleString('en')}-line list, all at once: painted`,
        unit: 'ms',
        ours: samples.marked,
        beside: { what: 'the same without Markdown', sample: samples.plain },
        goal: { is: 'at most', limit: 1000, of: 'value' },
        remark:
          'most of it passes before the text is here: the runtime sends it in deltas, and says it all once more.',
      },
      {
        what: 'the slowest key meanwhile',
        unit: 'ms',
        ours: samples.keys,
        goal: { is: 'at most', limit: 250, of: 'value' },
        remark: 'a key waits for the frame that is being drawn.',
      },
    ],
  };
};

/** Types while the answer comes in. */
async function slowestKey(environment: Readonly<Record<string, string>>, lines: number) {
  const program = startRepl(environment);
  await program.shows('with the model');
  program.write('hello\r');
  await program.shows('gone ✓');
  const times: number[] = [];
  program.write(`list ${lines} marked\r`);
  const until = performance.now() + 1_500;
  for (let index = 0; performance.now() < until; index++) {
    const letter = index % 2 === 0 ? 'ä' : 'ö';
    const pressed = performance.now();
    const shown = program.shows(letter);
    program.write(letter);
    times.push((await shown) - pressed);
    program.write('\x7f');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await program.stop();
  return quantile(times, 1);
}
