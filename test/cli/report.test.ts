import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEventRecorder } from '../../src/recording/event-recorder.ts';
import type { RecordedEvent } from '../../src/recording/format.ts';
import { createSecretFinder } from '../../src/recording/secrets.ts';
import { troubledEvents } from '../report/sample-events.ts';
import { type RunOptions, runProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-report-'));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the program says where it refuses. */
async function refused(args: readonly string[], options?: RunOptions): Promise<string> {
  const { code, stderr } = await runProgram(args, options);
  return code === 2 ? stderr : `exit code ${code}`;
}

describe('--report', () => {
  it('of lines holds their requests and files, and no secret', async () => {
    const page = file('batch.html');
    const secret = 'a-very-secret-token';
    const { code } = await runProgram(['--offline', '--report', page], {
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
    const { code, stdout, stderr } = await runProgram([
      'report',
      recording,
      '-o',
      file('whole.html'),
    ]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('whole.html');
    const html = readFileSync(file('whole.html'), 'utf8');
    expect(html).toContain('1 session not confirmed gone');
    expect(html).not.toContain('not whole');
    const printed = await runProgram(['report', recording]);
    expect(printed.stdout.startsWith('<!doctype html>')).toBe(true);
  });

  it('says that a recording has no end', async () => {
    const { stdout } = await runProgram(['report', record('cut.ndjson', false)]);
    expect(stdout).toContain('the program was killed while it recorded');
  });

  it('refuses what it can not do', async () => {
    const recording = record('good.ndjson', true);
    expect(await refused(['report', recording, '-o', recording])).toContain('take the place');
    expect(await refused(['report', recording], { terminal: true })).toContain('-o');
    expect(await refused(['report', file('none.ndjson')])).toBe(
      `error: there is no such file: ${file('none.ndjson')}\n`,
    );
    mkdirSync(file('folder'));
    expect(await refused(['report', recording, '-o', file('folder')])).toContain('is a folder');
  });
});
