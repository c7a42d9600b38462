import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { measureMemory } from '../../test/support/memory.ts';
import type { Measure } from '../figures.ts';
import { startModel } from '../support/model.ts';
import { bareInk, startProgram, startRepl } from '../support/program.ts';

const residentSize = (pid: number) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** What the program weighs at its start and after 200 prompts, on a screen. */
export const measureMemory200: Measure = async ({ quick, progress }) => {
  const prompts = quick ? 5 : 200;
  const rounds = quick ? 1 : 2;
  const model = await startModel();
  const samples = {
    own: [] as number[],
    all: [] as number[],
    later: [] as number[],
    parts: [] as string[][],
    bare: [] as number[],
  };
  for (let round = 0; round < rounds; round++) {
    const bare = startProgram([bareInk]);
    await bare.shows('bare Ink');
    await wait(1_000);
    samples.bare.push(residentSize(bare.pid));
    await bare.stop();

    const program = startRepl(model.environment);
    await program.shows('with the model');
    program.write('hello\r');
    await program.shows('gone ✓');
    await wait(1_000);
    const early = measureMemory(program.pid);
    samples.own.push(early.own);
    samples.all.push(early.own + early.runtime + early.guard);
    for (let count = 1; count < prompts; count++) {
      progress(`round ${round + 1} of ${rounds}, prompt ${count} of ${prompts}`);
      const gone = program.shows(' gone ✓');
      program.write('hello\r');
      await gone;
    }
    await wait(1_000);
    const late = measureMemory(program.pid);
    const part = (now: typeof late) =>
      [now.own, now.runtime, now.guard].map((each) => `${Math.round(each)} MB`);
    samples.parts.push(['1', ...part(early)], [`${prompts}`, ...part(late)]);
    samples.later.push(late.own + late.runtime + late.guard);
    await program.stop();
  }
  model.stop();
  return {
    details: [
      {
        title: 'Whose memory it is',
        columns: ['prompts', 'REPL', 'runtime', 'guard'],
        rows: samples.parts,
      },
    ],
    rows: [
      {
        what: 'memory of the REPL after one prompt',
        unit: 'MB',
        ours: samples.own,
        beside: { what: 'bare bundled Ink', sample: samples.bare },
        goal: { is: 'at most', limit: 100, of: 'value' },
        remark: 'the SDK alone, with what it needs, takes some 30 MB more than bare Ink.',
      },
      {
        what: 'memory with runtime and guard',
        unit: 'MB',
        ours: samples.all,
        goal: { is: 'at most', limit: 260, of: 'value' },
        remark: 'the runtime alone has some 150 MB after its first session.',
      },
      {
        what: `memory of everything after ${prompts} prompts`,
        unit: 'MB',
        ours: samples.later,
        beside: { what: 'after one', sample: samples.all },
        goal: { is: 'at most', limit: 1.2, of: 'ratio' },
        remark:
          'most of it is the REPL itself (see below): room that V8 takes for short-lived objects and does not give back. The runtime keeps some 0.3 MB of every session until a fresh one takes its place.',
      },
    ],
  };
};
