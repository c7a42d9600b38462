import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram as runInProcess } from '../../src/cli/program.ts';
import { createEventRecorder } from '../../src/recording/event-recorder.ts';
import type { RecordedEvent } from '../../src/recording/format.ts';
import { createSecretFinder } from '../../src/recording/secrets.ts';
import { builtInNames } from '../../src/scenario/built-in.ts';
import { troubledEvents } from '../report/sample-events.ts';
import { type CapturedIoOptions, captureIo } from './captured-io.ts';
import { runProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-report-'));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], options: CapturedIoOptions = { input: '' }) {
  const { io, stdout, stderr } = captureIo(options);
  return { code: await runInProcess(args, io), stdout: stdout(), stderr: stderr() };
}

const refused = (args: readonly string[], options?: CapturedIoOptions) =>
  run(args, options).then(
    () => 'it ran',
    (error: Error) => error.message,
  );

describe('--report', () => {
  it('of verify holds every built-in scenario and what was checked, from the built program', async () => {
    const page = file('verify.html');
    const kept = ['--report', page, '--record', file('verify.ndjson')];
    const { code, stdout, stderr } = await runProgram(['verify', ...kept]);
    expect(code).toBe(0);
    expect(stdout).toContain('none failed');
    expect(stderr).toContain(`report: ${page}`);
    const html = readFileSync(page, 'utf8');
    const fromRecording = await run(['report', file('verify.ndjson')]);
    for (const each of [html, fromRecording.stdout]) {
      for (const name of builtInNames) expect(each).toContain(`scenario <strong>${name}</strong>`);
      expect(each).toContain(`<title>passed · ${builtInNames.length} runs`);
    }
    expect(html).toContain('every session was destroyed and confirmed gone');
    expect(html).toContain('offline model (not an AI)');
    expect(html).not.toMatch(/<(?:link|script|img)[^>]*(?:src|href)="(?!data:)/);
  });

  it('of lines holds their requests and files, and no secret', async () => {
    const page = file('batch.html');
    const secret = 'a-very-secret-token';
    const { code } = await run(['--offline', '--report', page], {
      input: `Create notes.md saying "${secret}"\n/as bob/C3 List my files\n`,
      environment: { GH_TOKEN: secret },
    });
    expect(code).toBe(0);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('Create notes.md saying');
    expect(html).toContain('‹secret›');
    expect(html).not.toContain('secret-token');
    expect(html).toContain('"notes.md","created",1');
  });

  it('is refused at once where it can not be written', async () => {
    expect(await refused(['-p', 'x', '--report', folder])).toContain('is a folder');
    expect(await refused(['verify', '--report', file('none/a.html')])).toContain('no folder');
    expect(await refused(['--report', file('a.html'), 'doctor'])).toContain('means nothing');
  });
});

describe('report', () => {
  function record(name: string, end: boolean): string {
    let text = '';
    const header = { time: troubledEvents[0]?.time ?? '', program: '1' };
    const recorder = createEventRecorder(header, createSecretFinder([]), (line) => {
      text += line;
    });
    for (const event of troubledEvents) recorder.record(event as RecordedEvent);
    if (end) recorder.end(header.time, 'closed');
    writeFileSync(file(name), text);
    return file(name);
  }

  it('makes a page of a recording, in a file or on standard output', async () => {
    const recording = record('whole.ndjson', true);
    const { code, stdout, stderr } = await run(['report', recording, '-o', file('whole.html')]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('whole.html');
    const html = readFileSync(file('whole.html'), 'utf8');
    expect(html).toContain('1 session not confirmed gone');
    expect(html).not.toContain('not whole');
    const printed = await run(['report', recording]);
    expect(printed.stdout.startsWith('<!doctype html>')).toBe(true);
  });

  it('says that a recording has no end', async () => {
    const { stdout } = await run(['report', record('cut.ndjson', false)]);
    expect(stdout).toContain('the program was killed while it recorded');
  });

  it('refuses what it can not do', async () => {
    const recording = record('good.ndjson', true);
    expect(await refused(['report', recording, '-o', recording])).toContain('take the place');
    expect(await refused(['report', recording], { terminal: true })).toContain('-o');
    expect(await refused(['report', file('none.ndjson')])).toBe(
      `there is no such file: ${file('none.ndjson')}`,
    );
    mkdirSync(file('folder'));
    expect(await refused(['report', recording, '-o', file('folder')])).toContain('is a folder');
  });
});
