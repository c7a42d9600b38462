import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorText } from '../../src/repl/errors.ts';
import type { ReportedError } from '../../src/repl/events.ts';
import { eventsOf, type PrintedEvent } from '../cli/printed-events.ts';
import { eventually } from '../support/eventually.ts';
import { recordFault } from '../support/fault-record.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { isAlive } from '../support/processes.ts';
import { guardOf, pidOf, startBatch } from './batch-program.ts';
import { expectNothingLeft, killBothInPhase, killInPhase } from './kill.ts';
import { openPrivateDisks, type PrivateDisks, withPrivateDisks } from './private-disks.ts';

// Each of them, and often: kill.long.test.ts.
withPrivateDisks.describe('the program, killed with SIGKILL', () => {
  it.each(['the server starts', 'the model is waited for', 'tools run'] as const)(
    'leaves no process and no folder: when %s',
    async (phase) => {
      await killInPhase(phase);
    },
  );

  it('together with its guard leaves what "doctor --clean" removes', async () => {
    await killBothInPhase('the answer streams');
  });
});

withPrivateDisks.describe('the guard, killed with SIGKILL', () => {
  let disks: PrivateDisks;
  let model: ModelEndpoint;

  beforeEach(async () => {
    disks = await openPrivateDisks();
    model = await startModelEndpoint(({ messages }) =>
      messages.at(-1)?.content.includes('hang') ? { hang: true } : { text: 'Hello' },
    );
  });
  afterEach(async () => {
    await disks.close();
    await model.close();
  });

  it('in the middle of a request: the loss is told, what it left is swept, and the next prompt is answered', async () => {
    const run = startBatch(disks, model);
    const told = (type: string): PrintedEvent[] =>
      eventsOf(run.stdout()).filter((event) => event.type === type);
    run.child.stdin?.write('hang\n');
    await eventually(() => expect(model.requests).toHaveLength(1));
    const before = { processes: disks.processes(), folders: disks.left() };
    expect(before.folders).toHaveLength(1);

    const started = performance.now();
    process.kill(guardOf(run), 'SIGKILL');
    await eventually(() => expect(told('request.failed')).toHaveLength(1));
    run.child.stdin?.write('hello\n');
    await eventually(() => expect(told('request.completed')).toHaveLength(1));
    const milliseconds = performance.now() - started;

    const still = before.processes.filter((pid) => pid !== pidOf(run) && isAlive(pid));
    expect(still).toEqual([]);
    const [folder = ''] = before.folders;
    expect(disks.left()).not.toContain(folder);
    run.child.stdin?.end();
    expect(await run.ended).toMatchObject({ code: 1 });
    await expectNothingLeft(disks);
    const errors = [...told('server.lost'), ...told('request.failed')];
    recordFault({
      group: 'process',
      fault: 'guard killed in the middle of a request',
      sees: errors.map(({ error }) => errorText(error as ReportedError)).join('\n'),
      milliseconds,
    });
  });
});
