import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { runProgram } from '../cli/run-program.ts';

const users = ['u0', 'u1', 'u2', 'u3', 'u4'] as const;
const userOf = (client: number) => users[client % users.length] ?? 'u0';

/** 500 steps by 20 clients of 5 users: a file each at first, which is then read again and again. */
function manySteps(): string {
  const clients = Array.from({ length: 20 }, (_, client) => client);
  const steps = Array.from({ length: 500 }, (_, step) => {
    const client = step % clients.length;
    const user = userOf(client);
    const as = `C${client + 1}`;
    const path = `f${client}.md`;
    const text = `kept by ${user}`;
    return step < clients.length
      ? {
          as,
          prompt: `Create ${path} saying "${text}"`,
          expect: { session: 'gone', files: { [user]: { equal: { [path]: text } } } },
        }
      : { as, prompt: `Read ${path}`, expect: { session: 'gone', answer: { holds: text } } };
  });
  return stringify({
    title: 'many steps',
    users,
    clients: Object.fromEntries(clients.map((client) => [`C${client + 1}`, userOf(client)])),
    rules: { 'never-told': { u0: ['kept by u1', 'kept by u2'] } },
    steps,
  });
}

it('500 steps by 20 clients are verified within a minute', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-many-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'many.yaml');
  writeFileSync(path, manySteps());
  const began = performance.now();
  const { code, stdout } = await runProgram(['verify', path]);
  expect(stdout).toContain('each of 500 prompts had a session of its own');
  expect(stdout).toMatch(/\d+ checks passed, none failed\n$/);
  expect(code).toBe(0);
  expect(performance.now() - began).toBeLessThan(60_000);
});
