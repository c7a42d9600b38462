import { measureMemory } from '../../test/support/memory.ts';
import type { Measure, Point } from '../figures.ts';
import { median } from '../statistics.ts';
import { createRepl } from '../support/heart.ts';
import { startModel } from '../support/model.ts';
import { startOurs } from '../support/ours.ts';

/** Memory and time over thousands of requests, the servers being replaced as they are by default. */
export const measureGrowth: Measure = async ({ quick, progress }) => {
  const [early, late] = quick ? [40, 80] : [200, 5_000];
  const model = await startModel();
  const ours = await startOurs(createRepl, model);
  const memory: Point[] = [];
  const times: Point[] = [];
  const everything = () => {
    const { own, runtime, guard } = measureMemory(process.pid);
    return own + runtime + guard;
  };
  const lanes = Array.from({ length: 8 }, (_, index) => `C${index + 1}`);
  const step = quick ? 40 : 200;
  for (let done = 0; done < late; done += step) {
    progress(`${done} of ${late} requests`);
    const taken: number[] = [];
    await Promise.all(
      lanes.map(async (client) => {
        for (let count = 0; count < step / lanes.length; count++) {
          taken.push((await ours.request('write', client)).gone);
        }
      }),
    );
    memory.push({ x: done + step, y: everything() });
    times.push({ x: done + step, y: median(taken) });
  }
  await ours.stop();
  model.stop();
  const at = (count: number) => memory.filter(({ x }) => x === count).map(({ y }) => y);
  const name = 'this program';
  return {
    rows: [
      {
        what: `memory of everything after ${late.toLocaleString('en')} requests`,
        unit: 'MB',
        ours: at(late),
        beside: { what: `after ${early}`, sample: at(early) },
        goal: { is: 'at most', limit: 1.3, of: 'ratio' },
      },
    ],
    panels: [
      {
        title: 'Memory of REPL, runtime and guard',
        x: 'requests served',
        y: 'MB',
        lines: [{ name, points: memory }],
      },
      {
        title: 'One request, 8 clients at once',
        x: 'requests served',
        y: 'ms',
        lines: [{ name, points: times }],
      },
    ],
  };
};
