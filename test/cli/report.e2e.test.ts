import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { builtInNames } from '../../src/scenario/built-in.ts';
import { runBuiltProgram } from './built-program.ts';
import { runProgram } from './run-program.ts';

it('a report of verify holds every built-in scenario and what was checked, from the built program', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string) => join(folder, name);
  const page = file('verify.html');
  const kept = ['--report', page, '--record', file('verify.ndjson')];
  const { code, stdout, stderr } = await runBuiltProgram(['verify', ...kept]);
  expect(code).toBe(0);
  expect(stdout).toContain('none failed');
  expect(stderr).toContain(`report: ${page}`);
  const html = readFileSync(page, 'utf8');
  const fromRecording = await runProgram(['report', file('verify.ndjson')]);
  for (const each of [html, fromRecording.stdout]) {
    for (const name of builtInNames) expect(each).toContain(`scenario <strong>${name}</strong>`);
    expect(each).toContain(`<title>passed · ${builtInNames.length} runs`);
  }
  expect(html).toContain('every session was destroyed and confirmed gone');
  expect(html).toContain('offline model (not an AI)');
  expect(html).not.toMatch(/<(?:link|script|img)[^>]*(?:src|href)="(?!data:)/);
});
