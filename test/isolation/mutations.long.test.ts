import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { testEnvironment } from '../support/environment.ts';

/** A guard taken out of the code, and who has to notice. */
interface Mutation {
  readonly guard: string;
  readonly file: string;
  readonly code: string;
  readonly instead: string;
  /** Test files of which at least one test has to fail. */
  readonly tests: readonly string[];
  /** Arguments of `verify` with which at least one check has to fail; none where it can't see this guard. */
  readonly verify?: readonly string[];
}

const mutations: readonly Mutation[] = [
  {
    guard: 'tools override the runtime’s own',
    file: 'src/copilot/session-config.ts',
    code: 'overridesBuiltInTool: true,',
    instead: '',
    tests: ['test/integration/request.test.ts'],
    verify: ['--attack'],
  },
  {
    guard: 'sessions are deleted',
    file: 'src/copilot/destroy-session.ts',
    code: 'await within(client.deleteSession(id), limit);',
    instead: '',
    tests: ['test/integration/request.test.ts'],
    verify: ['short-lived'],
  },
  {
    guard: 'a session that was never prompted is asked for itself',
    file: 'src/copilot/destroy-session.ts',
    code: 'if (live || stored)',
    instead: 'if (stored)',
    tests: ['test/copilot/destroy-session.test.ts'],
  },
  {
    guard: '".." is refused',
    file: 'src/files/paths.ts',
    code: "if (/^\\.+$/.test(segment.normalize('NFKC')))",
    instead: 'if (false)',
    tests: ['test/files/paths.test.ts'],
    verify: ['--attack'],
  },
  {
    guard: 'each user has files of their own',
    file: 'src/files/memory-store.ts',
    code: 'const tree = createFileTree(limits);',
    instead: 'const tree = (sharedTree ??= createFileTree(limits));',
    tests: ['test/files/memory-store.test.ts'],
    verify: ['isolation'],
  },
  {
    guard: 'outside text is made safe',
    file: 'src/screen/safe-text.ts',
    code: 'if (plain.test(text)) return text;',
    instead: 'if (text === text) return text;',
    tests: ['test/screen/safe-text.test.ts', 'test/isolation/terminal-safety.isolated.test.ts'],
  },
  {
    guard: 'the runtime inherits no secret and no time zone',
    file: 'src/copilot/runtime-environment.ts',
    code: '...telemetryVariables(environment),',
    instead: '...telemetryVariables(environment), ...(environment as Record<string, string>),',
    tests: ['test/isolation/disclosure.test.ts'],
  },
  {
    guard: 'a file has a size limit',
    file: 'src/files/refusals.ts',
    code: 'if (size > bytesPerFile)',
    instead: 'if (size > Number.MAX_SAFE_INTEGER)',
    tests: ['test/files/limits.test.ts'],
    verify: ['--attack'],
  },
];

const root = fileURLToPath(new URL('../..', import.meta.url));
let copy: string | undefined;

afterEach(() => {
  if (copy) rmSync(copy, { recursive: true, force: true });
});

const copied = 'src test scripts bin package.json vitest.config.ts vitest.projects.ts'.split(' ');

/** A checkout of its own with the mutation in it; only what is needed is copied. */
function mutatedCopy({ file, code, instead }: Mutation): string {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'));
  copy = folder;
  for (const name of copied) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  expect(before, `${file} no longer holds the code of this guard`).toContain(code);
  const shared = instead.includes('sharedTree')
    ? 'let sharedTree: ReturnType<typeof createFileTree> | undefined;\n'
    : '';
  writeFileSync(path, before.replaceAll(code, instead) + shared);
  return folder;
}

function run(folder: string, args: readonly string[]) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const env = testEnvironment({ NO_COLOR: '1' });
    const child = spawn(process.execPath, args, { cwd: folder, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += data;
      });
    }
    child.on('close', (code) => resolve({ code, output }));
  });
}

// Tests and programs are run within it, which a busy machine takes minutes for.
it.each(mutations)(
  'without "$guard", tests and checks fail',
  async (mutation) => {
    const folder = mutatedCopy(mutation);
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const tests = await run(folder, [vitest, 'run', '--bail', '1', ...mutation.tests]);
    const test = /FAIL +(?:\|\w+\| +)?(.*)/.exec(tests.output)?.[1];
    expect(tests.code, tests.output).toBe(1);
    expect(test, tests.output).toBeDefined();

    let check = 'not visible to verify';
    if (mutation.verify) {
      const verify = await run(folder, ['bin/multiuser-repl.js', 'verify', ...mutation.verify]);
      expect(verify.code, verify.output).toBe(1);
      check = /✗ (.*)/.exec(verify.output)?.[1] ?? 'none';
      expect(check, verify.output).not.toBe('none');
    }
    console.log(`without "${mutation.guard}"\n  test:   ${test}\n  verify: ${check.slice(0, 120)}`);
  },
  600_000,
);
