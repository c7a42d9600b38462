import { setTimeout as wait } from 'node:timers/promises';
import type { Measure } from '../figures.ts';
import { quantile } from '../statistics.ts';
import { startModel } from '../support/model.ts';
import { startRepl } from '../support/program.ts';

/** Characters that nothing else writes. */
const letters = [...'äöüßéèñøåæçðþ'];

/** From a key press to its character on the terminal, with nothing going on and with four answers streaming in. */
export const measureKeys: Measure = async ({ quick, progress }) => {
  const model = await startModel();
  const program = startRepl(model.environment, ['-u', 'alice', 'bob', 'carol', 'dave']);
  await program.shows('with the model');
  const press = async (letter: string) => {
    const shown = program.shows(letter);
    const started = performance.now();
    program.write(letter);
    const time = (await shown) - started;
    await wait(23);
    program.write('\x7f');
    await wait(37);
    return time;
  };
  const pressAll = async (count: number) => {
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      times.push(await press(letters[index % letters.length] ?? 'ä'));
    }
    return times;
  };
  const count = quick ? 10 : 100;
  const rounds = quick ? 1 : 4;
  const measured = { idle: [] as number[], streams: [] as number[] };
  await pressAll(count);
  for (let round = 0; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}`);
    const idle = await pressAll(count);
    // So many tokens that they last longer than the keys.
    const seconds = Math.ceil((count * 75) / 1000) + 1;
    for (const client of ['bob/C2', 'carol/C3', 'dave/C4', 'alice/C1']) {
      program.write(`/as ${client} stream ${seconds * 100} 100\r`);
      await wait(100);
    }
    await wait(500);
    const streams = await pressAll(count);
    measured.idle.push(quantile(idle, 0.95));
    measured.streams.push(quantile(streams, 0.95));
    await wait(seconds * 1000 + 500 - count * 60);
  }
  await program.stop();
  model.stop();
  return {
    rows: [
      {
        what: 'key press → painted, 95th percentile, under 4 streams',
        unit: 'ms',
        ours: measured.streams,
        beside: { what: 'idle', sample: measured.idle },
        goal: { is: 'at most', limit: 16, of: 'value' },
        remark: 'a key that comes while a frame is drawn waits for it, and is then drawn itself.',
      },
    ],
  };
};
