import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { runBuiltProgram } from '../cli/built-program.ts';
import { openPage } from '../report/chromium.ts';
import { needing } from '../support/needs.ts';

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

const seconds = (since: number) => (performance.now() - since) / 1000;

/** Seconds until the page is painted, Tab has gone on, and the slider has answered a key. */
async function usableAfter(file: string): Promise<number> {
  const page = await openPage();
  onTestFinished(page.close);
  const began = performance.now();
  await page.open(file);
  await page.press('Tab');
  const slider = (does: string) =>
    page.evaluate<string>(`document.querySelector('input[type=range]').${does}`);
  const before = await slider('value');
  await slider('focus()');
  await page.press('ArrowLeft');
  const painted = 'new Promise((done) => requestAnimationFrame(() => setTimeout(done)))';
  await page.evaluate(painted);
  expect(await slider('value')).not.toBe(before);
  const usable = seconds(began);
  expect(await page.evaluate<string>('document.body.innerText')).toContain('many steps');
  expect(page.complaints).toEqual([]);
  return usable;
}

const title =
  '500 steps by 20 clients are verified within a minute, and their report is read at once';

needing('chromium').it(title, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-many-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'many.yaml');
  writeFileSync(path, manySteps());
  const began = performance.now();
  const report = join(folder, 'report.html');
  const recording = join(folder, 'many.ndjson');
  const kept = ['--report', report, '--record', recording];
  const { code, stdout } = await runBuiltProgram(['verify', path, ...kept]);
  const verified = seconds(began);
  expect(stdout).toContain('each of 500 prompts had a session of its own');
  expect(stdout).toMatch(/\d+ checks passed, none failed\n$/);
  expect(code).toBe(0);
  const megabytes = statSync(report).size / 1e6;
  const usable = await usableAfter(report);
  process.stdout.write(
    `500 steps by 20 clients: ${verified.toFixed(1)} s (less than 60); report ${megabytes.toFixed(2)} MB (less than 3), usable after ${usable.toFixed(2)} s (within 2); recording ${(statSync(recording).size / 1e6).toFixed(2)} MB\n`,
  );
  expect(verified).toBeLessThan(60);
  expect(megabytes).toBeLessThan(3);
  expect(usable).toBeLessThan(2);
});
