import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testEnvironment } from '../support/environment.ts';
import { type Mutation, mutations } from './mutations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const config = ['--config', 'test/mutations/vitest.config.ts'];

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The tests that fail without the guard. A file that can't be loaded has none: that proves nothing. */
async function failing({ guard }: Mutation, args: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'results.json');
  const report = ['--reporter', 'json', '--outputFile', file];
  const child = spawn(process.execPath, [vitest, 'run', ...config, ...report, ...args], {
    cwd: root,
    env: testEnvironment({ MUTATION: guard, TEST_PATIENCE: '4000' }),
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.on('close', resolve));
  const { testResults }: Results = JSON.parse(readFileSync(file, 'utf8'));
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName);
}

describe.concurrent('without the guard, a test fails and so does verify:', () => {
  it.each(mutations)('$guard', async (mutation) => {
    const { file, code, tests, verify } = mutation;
    expect(readFileSync(join(root, file), 'utf8')).toContain(code);
    const [test] = await failing(mutation, ['--bail', '1', ...tests]);
    expect(test, `no test of ${tests.join(', ')} fails`).toBeDefined();
    if (verify === undefined) return;
    const [check] = await failing(mutation, ['-t', verify, 'test/cli/verify.test.ts']);
    expect(check, 'verify sees nothing').toBeDefined();
  });
});
