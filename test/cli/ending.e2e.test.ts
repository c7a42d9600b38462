import { statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findText } from '../support/disk.ts';
import { eventually } from '../support/eventually.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { descendants, environmentOf, isAlive } from '../support/processes.ts';
import { type Run, startProgram } from './built-program.ts';
import { eventsOf } from './printed-events.ts';

/** Unlike anything else on this machine, so that finding it anywhere means that it was left behind. */
const began = Date.now();
const canary = `canary-${process.pid}-${began}`;

let model: ModelEndpoint;
let run: Run;

afterEach(async () => {
  if (run.child.exitCode === null && run.child.signalCode === null) run.child.kill('SIGKILL');
  await run.ended;
  await model?.close();
});

async function* endless() {
  for (;;) {
    yield `${canary} is what `;
    await setTimeout(20);
  }
}

/**
 * Starts the program with a request under way: the canary is in its prompt, in a file that it wrote, and in the
 * answer, which the model never ends.
 */
async function startWithRequest() {
  model = await startModelEndpoint(({ messages }) =>
    messages.at(-1)?.role === 'user'
      ? { calls: [{ name: 'write_file', arguments: { path: 'a.md', content: canary } }] }
      : { text: endless() },
  );
  run = startProgram(['--json', '--provider-url', model.baseUrl], {
    environment: { COPILOT_PROVIDER_API_KEY: model.apiKey },
  });
  run.child.stdin?.write(`Remember ${canary}\n`);
  await vi.waitFor(() => expect(run.stdout()).toContain('answer.delta'), 10_000);
  const started = descendants(run.child.pid ?? 0);
  const runtime = started.find(({ pid }) => environmentOf(pid).COPILOT_HOME);
  const guard = started.find(({ command }) => command.includes('guard.js'));
  const folder = dirname(environmentOf(runtime?.pid ?? 0).COPILOT_HOME ?? '');
  // Only what can be found can be missed.
  await eventually(async () => expect(await findText(folder, canary)).not.toEqual([]));
  return { started: started.map(({ pid }) => pid), folder, guard: guard?.pid ?? 0 };
}

const exists = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Where a program like this one could leave something. */
const places = [tmpdir(), '/dev/shm', `${homedir()}/.copilot`, `${homedir()}/.cache`];

describe('nothing is left behind', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'after %s: the session is destroyed',
    async (signal) => {
      const { started, folder } = await startWithRequest();
      expect(exists(folder)).toBe(true);
      run.child.kill(signal);
      expect(await run.ended).toMatchObject({ code: 130 });
      const types = eventsOf(run.stdout()).map((event) => event.type);
      expect(types.slice(-3)).toEqual([
        'session.confirmed-gone',
        'request.cancelled',
        'server.ended',
      ]);
      await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), 5_000);
      expect(exists(folder)).toBe(false);
      expect(await findText(places, canary, { writtenSince: began })).toEqual([]);
    },
  );

  it('after SIGKILL: the guard ends the runtime and wipes its folder', async () => {
    const { started, folder } = await startWithRequest();
    run.child.kill('SIGKILL');
    await run.ended;
    await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), 5_000);
    expect(exists(folder)).toBe(false);
    expect(await findText(places, canary, { writtenSince: began })).toEqual([]);
  });

  it('after SIGKILL of the guard too: the next start does', async () => {
    const { started, folder, guard } = await startWithRequest();
    process.kill(guard, 'SIGKILL');
    run.child.kill('SIGKILL');
    await run.ended;
    expect(exists(folder)).toBe(true);
    run = startProgram(['-p', 'List my files'], { input: '' });
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(started.filter(isAlive)).toEqual([]);
    expect(exists(folder)).toBe(false);
    expect(await findText(places, canary, { writtenSince: began })).toEqual([]);
  });

  it('after a normal end', async () => {
    run = startProgram(['-p', `Create a.md saying "${canary}"`], { input: '' });
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(await findText(places, canary, { writtenSince: began })).toEqual([]);
  });

  it('when standard output is closed by its reader', async () => {
    const { started, folder } = await startWithRequest();
    run.child.stdout?.destroy();
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(run.stderr()).toBe('');
    await vi.waitFor(() => expect(started.filter(isAlive)).toEqual([]), 5_000);
    expect(exists(folder)).toBe(false);
  });
});

it('what was asked is finished when standard input closes midway', async () => {
  model = await startModelEndpoint(() => ({ text: 'done' }));
  run = startProgram(['--provider-url', model.baseUrl], {
    input: 'one\ntwo',
    environment: { COPILOT_PROVIDER_API_KEY: model.apiKey },
  });
  expect(await run.ended).toMatchObject({ code: 0 });
  expect(run.stdout()).toBe('alice/C1: done\nalice/C1: done\n');
});
