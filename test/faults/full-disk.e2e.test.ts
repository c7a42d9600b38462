import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Run, runBuiltProgram } from '../cli/built-program.ts';
import { eventsOf } from '../cli/printed-events.ts';
import { eventually } from '../support/eventually.ts';
import { recordFault } from '../support/fault-record.ts';
import {
  type ModelEndpoint,
  type ModelRequest,
  startModelEndpoint,
} from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import { startBatch } from './batch-program.ts';
import {
  canMount,
  openPrivateDisks,
  type PrivateDisks,
  withPrivateDisks,
} from './private-disks.ts';

let disks: PrivateDisks;
let model: ModelEndpoint | undefined;

beforeEach(async () => {
  if (canMount) disks = await openPrivateDisks();
});
afterEach(async () => {
  await disks?.close();
  await model?.close();
  model = undefined;
});

const prompt = () =>
  runBuiltProgram(['-p', 'Create a.md saying hi'], {
    input: '',
    through: disks.through,
    environment: disks.environment,
  });

withPrivateDisks.describe('a disk that is full before the start', () => {
  it('and there is no other: says which are full and what to do, and leaves nothing', async () => {
    disks.fill(disks.memory);
    disks.fill(disks.temporary);
    const { code, stdout, stderr } = await prompt();
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    const full = `${disks.memory} is full, ${disks.temporary} is full`;
    expect(stderr).toContain(full);
    expect(stderr).toContain('set TMPDIR');
    expect(stderr.trim()).not.toContain('\n');
    expect(disks.left()).toEqual([]);
    recordFault({
      group: 'server',
      fault: 'memory file system and temporary folder full before the start',
      sees: stderr.trim().replace(disks.temporary, '/tmp'),
    });
  });

  it.each<[string, () => void]>([
    ['the memory file system', () => disks.fill(disks.memory)],
    ['the temporary folder', () => disks.fill(disks.temporary)],
  ])('is passed over for another: %s', async (_, fill) => {
    fill();
    expect(await prompt()).toMatchObject({ code: 0, stdout: expect.stringContaining('a.md') });
    expect(disks.left()).toEqual([]);
  });
});

/** Writes 100 kB, then answers. */
const write: (request: ModelRequest) => Reply = ({ messages }) =>
  messages.at(-1)?.role === 'tool'
    ? { text: 'written' }
    : {
        calls: [{ name: 'write_file', arguments: { path: 'a.md', content: 'x'.repeat(100_000) } }],
      };

withPrivateDisks.describe('disks that fill up while the program runs', () => {
  let run: Run;

  const fill = () => {
    disks.fill(disks.memory);
    disks.fill(disks.temporary);
  };
  const free = () => {
    disks.free(disks.memory);
    disks.free(disks.temporary);
  };

  async function start(respond: (request: ModelRequest) => Reply): Promise<void> {
    model = await startModelEndpoint(respond);
    run = startBatch(disks, model);
    await eventually(() => expect(run.stdout()).toContain('"server.started"'));
  }

  /** Prompts, and waits for the end of the request: the types of its events but the pieces of the answer. */
  async function ask(): Promise<readonly string[]> {
    const before = eventsOf(run.stdout()).length;
    run.child.stdin?.write('hello\n');
    return eventually(() => {
      const events = eventsOf(run.stdout()).slice(before);
      expect(events.at(-1)?.type).toMatch(/^request\.(completed|failed|cancelled)$/);
      return events.map(({ type }) => type).filter((type) => type !== 'answer.delta');
    });
  }

  const ended = ['session.destroyed', 'session.confirmed-gone', 'request.completed'];

  async function expectCleanEnd(): Promise<void> {
    run.child.stdin?.end();
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect(run.stderr()).toBe('');
    expect(disks.left()).toEqual([]);
    expect(disks.processes()).toEqual([]);
  }

  it('before a request: it is answered all the same, and its session is gone', async () => {
    await start(() => ({ text: ['The answer, ', 'as always.'] }));
    fill();
    const started = performance.now();
    expect((await ask()).slice(-3)).toEqual(ended);
    const milliseconds = performance.now() - started;
    expect((await ask()).slice(-3)).toEqual(ended);
    const answers = eventsOf(run.stdout()).filter(({ type }) => type === 'request.completed');
    expect(answers.map(({ answer }) => answer)).toEqual([
      'The answer, as always.',
      'The answer, as always.',
    ]);
    free();
    expect((await ask()).slice(-3)).toEqual(ended);
    await expectCleanEnd();
    recordFault({
      group: 'server',
      fault: 'memory file system and temporary folder full while the program runs',
      sees: 'The answer, as always.',
      milliseconds,
    });
  });

  it('in the middle of one: its tool writes to memory, and it is answered', async () => {
    await start((request) => {
      fill();
      return write(request);
    });
    const types = await ask();
    expect(types).toContain('file.changed');
    expect(types.slice(-3)).toEqual(ended);
    await expectCleanEnd();
  });

  it('and the model fails: that is told as without', async () => {
    await start(() => ({ status: 400, body: '{"error":{"message":"no"}}' }));
    fill();
    expect((await ask()).slice(-2)).toEqual(['session.confirmed-gone', 'request.failed']);
    const [failed] = eventsOf(run.stdout()).filter(({ type }) => type === 'request.failed');
    expect(failed).toMatchObject({ error: { code: 'model-refused' } });
  });
});
