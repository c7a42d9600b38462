import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutputFile } from '../../src/cli/recording/output-file.ts';
import {
  createRecorder,
  type RecorderOptions,
  recordingFiles,
} from '../../src/cli/recording/recorder.ts';
import { readRecording } from '../../src/recording/read-recording.ts';
import { delta, opening } from '../screen/events.ts';
import { runProgram } from './run-program.ts';

let folder = '';
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const recorderOf = (options: Partial<RecorderOptions> = {}) =>
  createRecorder({
    secrets: [],
    limit: 1e6,
    terminal: { size: () => ({ columns: 80, rows: 24 }) },
    ...options,
  });

describe('a file that is written', () => {
  it('is for its owner alone, whatever the mask is', () => {
    const file = createOutputFile(at('a'));
    file.write('text');
    file.close();
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
    expect(readFileSync(at('a'), 'utf8')).toBe('text');
  });

  it('replaces a file only where that was said, and never writes into it', () => {
    writeFileSync(at('a'), 'before', { mode: 0o644 });
    expect(() => createOutputFile(at('a'))).toThrow('a is there already');
    const file = createOutputFile(at('a'), true);
    file.write('after');
    file.close();
    expect(readFileSync(at('a'), 'utf8')).toBe('after');
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
  });

  it('follows no link, and replaces nothing else', () => {
    writeFileSync(at('target'), 'mine');
    symlinkSync(at('target'), at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    mkdirSync(at('folder'));
    for (const name of ['link', 'dangling', 'folder']) {
      expect(() => createOutputFile(at(name), true)).toThrow('can not be written');
    }
    expect(() => createOutputFile(at('no/such/folder'))).toThrow('can not be written');
    expect(readFileSync(at('target'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['dangling', 'folder', 'link', 'target']);
  });
});

describe('a recorder', () => {
  it.each([
    ['run', 'run'],
    ['run.cast', 'run'],
    ['a/run.ndjson', 'a/run'],
    ['./run.txt', 'run.txt'],
  ])('makes of %s two files', (name, base) => {
    expect(recordingFiles(name)).toEqual({ cast: `${base}.cast`, events: `${base}.ndjson` });
  });

  it('leaves no file behind where the other is there already', () => {
    writeFileSync(at('run.ndjson'), '');
    expect(() => recorderOf().start(at('run'), false)).toThrow('run.ndjson is there already');
    expect(readdirSync(folder)).toEqual(['run.ndjson']);
  });

  it('ends both files where one becomes too large, and says so', async () => {
    const recorder = recorderOf({ limit: 100_000 });
    const said: string[] = [];
    recorder.onEnd((text) => said.push(text));
    recorder.start(at('run'), false);
    for (const event of opening) recorder.event(event);
    for (let piece = 0; piece < 1_000; piece++) {
      for (const event of delta('alice', 'C1', 'R1', 'x'.repeat(1_000))) recorder.event(event);
    }
    recorder.output('after the end');
    expect(recorder.isOn()).toBe(false);
    await Promise.resolve();
    expect(said).toEqual([
      expect.stringMatching(/the recording .*run\.ndjson has ended: it reached/),
    ]);
    expect(statSync(at('run.ndjson')).size).toBeLessThanOrEqual(100_000);
    const { end, events } = await readRecording(at('run.ndjson'));
    expect(end?.reason).toBe('limit');
    expect(events.length).toBeGreaterThan(50);
    expect(readFileSync(at('run.cast'), 'utf8')).not.toContain('after the end');
  });
});

it('keeps the events of a batch', async () => {
  const args = ['-p', 'List my files', '--record', at('batch.cast')];
  expect(await runProgram(args)).toMatchObject({ code: 0 });
  expect(readdirSync(folder)).toEqual(['batch.ndjson']);
  const { events, end, header } = await readRecording(at('batch.ndjson'));
  expect(events.map(({ type }) => type)).toContain('request.completed');
  expect(events.at(-1)?.type).toBe('server.ended');
  expect(end?.reason).toBe('closed');
  expect(header.terminal).toBeUndefined();
  const again = await runProgram(args);
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toMatch(/batch\.ndjson is there already\. Choose another name/);
  expect(await runProgram([...args, '--overwrite'])).toMatchObject({ code: 0 });
});
