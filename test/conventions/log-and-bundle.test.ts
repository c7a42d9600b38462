import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { logged } from '../../src/cli/log/logged.ts';
import { runProgram } from '../../src/cli/program.ts';
import { runtimeEnvironment } from '../../src/copilot/runtime-environment.ts';
import { captureIo } from '../cli/captured-io.ts';
import { runProgram as runToItsEnd } from '../cli/run-program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conventions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const words = 'Create diary.md saying "quiet words"';

it('a log tells who, which and how long, and nothing that people or models wrote', async () => {
  const file = join(folder, 'repl.log');
  const flags = ['--offline', '--log-file', file, '--log-level', 'debug'];
  expect(await runToItsEnd([...flags, '-p', words])).toMatchObject({ code: 0 });
  const text = readFileSync(file, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['server.started', 'tool.completed', 'session.confirmed-gone']),
  );
  expect(lines).toContainEqual({
    level: 'info',
    time: expect.any(String),
    type: 'request.completed',
    user: 'alice',
    client: 'C1',
    request: 'R1',
    milliseconds: expect.any(Number),
  });
  expect(text).not.toMatch(/diary|quiet/);
  expect(statSync(file).mode & 0o077).toBe(0);

  // Of what went well a log of errors has no line; it is added to what is there.
  const more = ['--offline', '--log-file', file, '--log-level', 'error', '-p', 'hello'];
  expect(await runToItsEnd(more)).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('of an error a log has the code alone', () => {
  const error = { code: 'model-failed', message: 'the model said: quiet words', advice: 'Ask.' };
  const of = { user: 'alice', client: 'C1', request: 'R1' };
  expect(logged({ type: 'request.failed', time: 'now', ...of, error, milliseconds: 1 })).toEqual({
    level: 'error',
    type: 'request.failed',
    time: 'now',
    ...of,
    milliseconds: 1,
    error: 'model-failed',
  });
});

it('a log that can not be written is told at once', async () => {
  const run = runProgram(['--log-file', folder, '-p', 'hi'], captureIo().io);
  await expect(run).rejects.toThrow(/--log-file .* can not be written \(EISDIR\)/);
});

it('a debug bundle holds what was found, no secret and no home, and replaces nothing', async () => {
  const file = join(folder, 'bundle.json');
  const environment = {
    HOME: folder,
    GITHUB_TOKEN: 'ghp_quietwords',
    COPILOT_PROVIDER_API_KEY: 'sk-quietwords',
    MULTIUSER_REPL_STORE: 'redis://me:quietwords@127.0.0.1:9',
    UNRELATED: 'quietwords',
  };
  await runProgram(['doctor', '--offline', '--bundle', file], captureIo({ environment }).io);
  const text = readFileSync(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    program: expect.any(String),
    sdk: expect.stringMatching(/^\d/),
    runtime: expect.stringMatching(/^\d/),
    set: expect.arrayContaining(['COPILOT_PROVIDER_API_KEY', 'GITHUB_TOKEN']),
    findings: expect.arrayContaining([{ what: 'server', found: expect.any(String), ok: true }]),
  });
  expect(text).not.toMatch(/quietwords|UNRELATED/);
  expect(text).not.toContain(folder);
  expect(statSync(file).mode & 0o077).toBe(0);
  const again = runProgram(['doctor', '--offline', '--bundle', file], captureIo().io);
  await expect(again).rejects.toThrow('is there already');
});

it("OpenTelemetry's variables reach the runtime where it is to be used, and only then", () => {
  const names = (environment: Record<string, string>) =>
    Object.keys(runtimeEnvironment(environment, false)).filter((name) => name.includes('OTEL'));
  const headers = { OTEL_EXPORTER_OTLP_HEADERS: 'a=b', OTELX: 'no' };
  expect(names(headers)).toEqual([]);
  expect(names({ ...headers, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' })).toEqual([
    'OTEL_EXPORTER_OTLP_HEADERS',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]);
});

it('and the runtime then writes its traces, without what was said', async () => {
  const file = join(folder, 'traces.jsonl');
  const environment = { COPILOT_OTEL_FILE_EXPORTER_PATH: file };
  expect(await runProgram(['--offline', '-p', words], captureIo({ environment }).io)).toBe(0);
  const traces = readFileSync(file, 'utf8');
  expect(traces).toContain('"type":"span"');
  expect(traces).not.toContain('quiet words');
});
