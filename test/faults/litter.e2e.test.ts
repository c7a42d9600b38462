import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Run, runBuiltProgram } from '../cli/built-program.ts';
import { eventsOf } from '../cli/printed-events.ts';
import { eventually } from '../support/eventually.ts';
import { recordFault } from '../support/fault-record.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { guardOf, killBoth, pidOf, startBatch } from './batch-program.ts';
import {
  canMount,
  openPrivateDisks,
  type PrivateDisks,
  withPrivateDisks,
} from './private-disks.ts';

let disks: PrivateDisks;
let model: ModelEndpoint;

beforeEach(async () => {
  if (!canMount) return;
  disks = await openPrivateDisks();
  model = await startModelEndpoint(({ messages }) =>
    messages.at(-1)?.content.includes('hang') ? { hang: true } : { text: 'Hello' },
  );
});
afterEach(async () => {
  await disks?.close();
  await model?.close();
});

const doctor = (...flags: string[]) => {
  const { through, environment } = disks;
  return runBuiltProgram(['doctor', '--offline', ...flags], { input: '', through, environment });
};

/** What `doctor --json` prints about leftovers. */
const leftovers = (stdout: string) =>
  eventsOf(stdout).filter(({ type, what }) => type === 'doctor' && what === 'leftovers');

interface Running {
  readonly run: Run;
  readonly folder: string;
  readonly server: number;
}

/** A program that has asked the model, with a server of its own. */
async function start(prompt: string): Promise<Running> {
  const before = {
    processes: disks.processes(),
    names: disks.left(),
    asked: model.requests.length,
  };
  const run = startBatch(disks, model);
  run.child.stdin?.write(`${prompt}\n`);
  await eventually(() => expect(model.requests).toHaveLength(before.asked + 1));
  const known = [...before.processes, pidOf(run), guardOf(run)];
  const [server = Number.NaN] = disks.processes().filter((pid) => !known.includes(pid));
  const [name = ''] = disks.left().filter((each) => !before.names.includes(each));
  return { run, server, folder: join(disks.memory, name) };
}

/** Leaves a server that runs, and its folder. */
async function crash(): Promise<Running> {
  const running = await start('hang');
  await killBoth(running.run);
  return running;
}

const size = String.raw`\d+(\.\d)? [KM]?B`;

withPrivateDisks.describe('doctor, after a crash of the program and its guard', () => {
  it('says what is left and removes nothing; with --clean it removes that and says so', async () => {
    const { server, folder } = await crash();
    const process = `process ${server}, the server of ${folder}`;
    for (let time = 0; time < 2; time++) {
      const { code, stdout } = await doctor('--json');
      expect(code).toBe(1);
      expect(leftovers(stdout)).toEqual([
        { type: 'doctor', what: 'leftovers', found: `${process}: still runs`, ok: false },
        {
          type: 'doctor',
          what: 'leftovers',
          found: expect.stringMatching(`^${folder} \\(${size}\\): abandoned. .*doctor --clean`),
          ok: false,
        },
      ]);
      expect(eventsOf(stdout).filter(({ ok }) => !ok)).toHaveLength(2);
      expect(disks.processes()).toEqual([server]);
      expect(disks.left()).toHaveLength(1);
    }
    const report = await doctor();

    const { code, stdout } = await doctor('--clean');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      `✓ leftovers    ${process}: ended`,
      expect.stringMatching(`^✓ leftovers    ${folder} \\(${size}\\): removed$`),
    ]);
    expect({ processes: disks.processes(), folders: disks.left() }).toEqual({
      processes: [],
      folders: [],
    });

    const none = [{ type: 'doctor', what: 'leftovers', found: 'none', ok: true }];
    const after = await doctor('--json');
    expect(after.code).toBe(0);
    expect(leftovers(after.stdout)).toEqual(none);
    const again = await doctor('--clean', '--json');
    expect(again.code).toBe(0);
    expect(eventsOf(again.stdout)).toEqual(none);
    const shown = [...report.stdout.split('\n'), ...stdout.split('\n')];
    recordFault({
      group: 'process',
      fault: 'program and guard killed at once; then doctor, and doctor --clean',
      sees: shown
        .filter((line) => line.includes('leftovers'))
        .map((line) => line.replace(/\s+/g, ' '))
        .map((line) => line.replaceAll(folder, '/dev/shm/multiuser-repl-guard-<name>'))
        .map((line) => line.replace(`process ${server}`, 'process <id>'))
        .map((line) => line.replace(new RegExp(`\\(${size}\\)`), '(<size>)'))
        .join('\n'),
    });
  });

  it('touches nothing of a program that runs', async () => {
    const living = await start('hello');
    const { folder } = await crash();
    expect(disks.left()).toHaveLength(2);
    const { code, stdout } = await doctor('--clean', '--json');
    expect(code).toBe(0);
    expect(eventsOf(stdout)).toHaveLength(2);
    expect(stdout).toContain(folder);
    expect(stdout).not.toContain(living.folder);
    expect(disks.left().map((name) => join(disks.memory, name))).toEqual([living.folder]);

    const answers = () =>
      eventsOf(living.run.stdout()).filter(({ type }) => type === 'request.completed');
    living.run.child.stdin?.write('hello\n');
    await eventually(() => expect(answers()).toHaveLength(2));
    expect(living.run.stdout()).not.toContain('server.lost');
  });

  it('leaves alone what can not be told to be ours, and says so', async () => {
    const path = join(disks.temporary, 'multiuser-repl-guard-abc123');
    mkdirSync(disks.seen(path), { mode: 0o700 });
    writeFileSync(disks.seen(join(path, 'thesis.md')), 'years of work');
    for (const flags of [['--json'], ['--json', '--clean']]) {
      const { code, stdout } = await doctor(...flags);
      expect(code).toBe(0);
      expect(leftovers(stdout)).toMatchObject([
        { found: expect.stringMatching(`^${path} \\(13 B\\): left alone`), ok: true },
      ]);
    }
    expect(disks.left()).toEqual(['multiuser-repl-guard-abc123']);
  });

  it('says what it could not remove, and fails', async () => {
    const { server, folder } = await crash();
    const mounted = join(folder, 'work');
    const mount = ['mount', '-t', 'tmpfs', 'none', mounted];
    const [enter = '', ...rest] = [...disks.through, ...mount];
    expect(spawnSync(enter, rest).status).toBe(0);
    const { code, stdout } = await doctor('--clean', '--json');
    expect(code).toBe(1);
    expect(eventsOf(stdout)).toMatchObject([
      { found: expect.stringMatching(`^process ${server}, .*: ended$`), ok: true },
      { found: expect.stringMatching(`^${folder} .*: could not be removed: EBUSY`), ok: false },
    ]);
    expect(disks.left()).toHaveLength(1);
  });
});
