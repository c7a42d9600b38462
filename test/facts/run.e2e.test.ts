import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../facts/support/print.js';
import { bundledTarget, installed } from '../../facts/support/target.js';
import { tryFact } from '../../facts/support/try-fact.js';
import { eventually } from '../support/eventually.ts';
import { processesWith } from '../support/processes.ts';

const program = fileURLToPath(new URL('../../facts/support/run.js', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facts-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Neither a file nor a process. */
async function expectNothingLeft() {
  expect(readdirSync(folder)).toEqual([]);
  await eventually(() => expect(processesWith(folder)).toEqual([]));
}

function runFacts(...args: string[]) {
  const options = { env: { ...process.env, TMPDIR: folder } };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

it('facts hold of the SDK that is installed, and trying them leaves nothing', async () => {
  const names = ['residue', 'sdk-internals', 'tool-failure', 'versions'];
  const { code, stdout } = await runFacts('--quick', '--json', '--only', names.join(','));
  const { sdk, facts } = JSON.parse(stdout);
  expect(sdk).toBe(bundledTarget(installed).sdk);
  expect(facts).toHaveLength(names.length);
  for (const fact of facts) expect(fact).toMatchObject({ outcome: 'holds' });
  expect(code).toBe(0);
  await expectNothingLeft();
});

it('what is not meant is refused before anything is fetched or started', async () => {
  expect(await runFacts('--only', 'residue,nonsense')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no fact nonsense; there are abort, '),
  });
  expect(await runFacts('--nonsense')).toMatchObject({ code: 2, stdout: '' });
});

describe('a fact that is not so', () => {
  const target = bundledTarget(installed);
  const limit = 60_000;

  it('has changed', async () => {
    const other = { ...target, runtime: '0.0.0' };
    const found = await tryFact('versions', { target: other, folder, quick: true, limit });
    expect(found).toMatchObject({ outcome: 'changed', seen: expect.stringContaining('0.0.0') });
    expect(exitCodeOf([found])).toBe(1);
    await expectNothingLeft();
  });

  it('could not be tried where there is no runtime', async () => {
    const other = { ...target, path: join(folder, 'nothing') };
    const found = await tryFact('residue', { target: other, folder, quick: true, limit });
    expect(found).toMatchObject({ outcome: 'untried', seen: expect.stringContaining('ENOENT') });
    expect(exitCodeOf([found])).toBe(1);
    await expectNothingLeft();
  });

  it('could not be tried where it takes too long', async () => {
    const found = await tryFact('abort', { target, folder, quick: true, limit: 1_000 });
    expect(found).toMatchObject({ outcome: 'untried', seen: 'not done after 1 s' });
    await expectNothingLeft();
  });
});
