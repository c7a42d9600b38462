import type { Measure } from '../figures.ts';
import { number } from '../report/text.ts';
import { median } from '../statistics.ts';
import { createRepl } from '../support/heart.ts';
import { startModel } from '../support/model.ts';
import { startOurs } from '../support/ours.ts';
import { startPlain } from '../support/plain.ts';

const steps = ['created', 'firstToken', 'answered', 'destroyed', 'gone'] as const;
const names = {
  created: 'session created',
  firstToken: 'first token',
  answered: 'answer complete',
  destroyed: 'session destroyed',
  gone: 'confirmed gone',
};

/** Where the time of a request goes: each step beside the same step over stdio. */
export const measurePhases: Measure = async ({ quick, progress }) => {
  const model = await startModel();
  const ours = await startOurs(createRepl, model);
  const stdio = await startPlain('stdio', model);
  const rounds = quick ? 3 : 60;
  const taken = { ours: [] as Record<string, number>[], stdio: [] as Record<string, number>[] };
  for (let round = 0; round < rounds + 10; round++) {
    progress(`round ${round + 1} of ${rounds + 10}`);
    const turn = { ours: await ours.request('echo x'), stdio: await stdio.request('echo x') };
    if (round < 10) continue;
    taken.ours.push({ ...turn.ours });
    taken.stdio.push({ ...turn.stdio });
  }
  await Promise.all([ours.stop(), stdio.stop()]);
  model.stop();

  const spent = (all: readonly Record<string, number>[], index: number) => {
    const step = steps[index] ?? '';
    const previous = steps[index - 1] ?? '';
    return median(all.map((each) => (each[step] ?? 0) - (each[previous] ?? 0)));
  };
  const total = (all: readonly Record<string, number>[]) => median(all.map(({ gone = 0 }) => gone));
  const rows = steps.map((step, index) => [
    names[step],
    `${number(spent(taken.ours, index))} ms`,
    `${number(spent(taken.stdio, index))} ms`,
    step === 'destroyed' || step === 'gone' ? 'no: the operator types again' : 'yes',
  ]);
  return {
    rows: [],
    details: [
      {
        title: 'Where the time of a request goes',
        columns: ['until', 'here', 'SDK over stdio', 'the operator waits'],
        rows: [
          ...rows,
          ['in all', `${number(total(taken.ours))} ms`, `${number(total(taken.stdio))} ms`, ''],
        ],
      },
    ],
  };
};
