import type { Measure } from '../figures.ts';
import { createRepl } from '../support/heart.ts';
import { startModel } from '../support/model.ts';
import { startOurs } from '../support/ours.ts';
import { startPlain } from '../support/plain.ts';
import { inTurns } from '../support/rounds.ts';

const clients = Array.from({ length: 20 }, (_, index) => `C${index + 1}`);

/** Twenty clients at once: each sends one request after the other. */
export const measureClients: Measure = async (run) => {
  const { quick, progress } = run;
  const model = await startModel();
  // Starting a fresh server meanwhile would be measured as well.
  const recycle = { sessions: 1e6, memory: 1e12 };
  const ours = await startOurs(createRepl, model, { recycle });
  const stdio = await startPlain('stdio', model);
  const each = quick ? 1 : 6;

  const rate = async (request: (client: string) => Promise<unknown>) => {
    const started = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (let count = 0; count < each; count++) await request(client);
      }),
    );
    return (clients.length * each * 1000) / (performance.now() - started);
  };
  const variants = {
    ours: () => rate((client) => ours.request('write', client)),
    stdio: () => rate(() => stdio.request('write')),
  };
  progress('warming up');
  await variants.ours();
  await variants.stdio();
  const rates = await inTurns(quick ? 1 : 5, variants, run);
  await Promise.all([ours.stop(), stdio.stop()]);
  model.stop();
  return {
    rows: [
      {
        what: '20 clients at once, requests with a tool call',
        unit: '/s',
        ours: rates.ours,
        beside: { what: 'SDK over stdio, 20 sessions at once', sample: rates.stdio },
        goal: { is: 'at least', limit: 0.95, of: 'ratio' },
        remark: 'twenty connections are twenty sockets to read where stdio has one pipe.',
      },
    ],
  };
};
