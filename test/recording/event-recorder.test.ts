import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEventRecorder } from '../../src/recording/event-recorder.ts';
import type { RecordedEvent } from '../../src/recording/format.ts';
import { parseRecording, readRecording } from '../../src/recording/read-recording.ts';
import { createSecretFinder } from '../../src/recording/secrets.ts';

const time = '2026-01-02T03:04:05.678Z';
const ofRequest = { time, user: 'alice', client: 'C1', request: 'R1' };
const of = { ...ofRequest, session: 's-1' };
const secret = 'ghp_0123456789abcdefXYZ';

function recorded(events: readonly RecordedEvent[], secrets: readonly string[] = []): string {
  let written = '';
  const start = { time, program: '0.0.0', terminal: { columns: 80, rows: 24 } };
  const recorder = createEventRecorder(start, createSecretFinder(secrets), (line) => {
    written += line;
  });
  for (const event of events) recorder.record(event);
  recorder.end(time, 'stopped');
  return written;
}

const delta = (text: string, message = 'm'): RecordedEvent => ({
  type: 'answer.delta',
  ...of,
  message,
  text,
});

const run: readonly RecordedEvent[] = [
  { type: 'user.added', time, user: 'alice' },
  { type: 'client.opened', time, user: 'alice', client: 'C1' },
  { type: 'request.submitted', prompt: 'write\nit', ...ofRequest },
  { type: 'session.created', server: '127.0.0.1:1', ...of },
  { type: 'tool.started', call: 'c', tool: 'write_file', arguments: { path: 'a.md' }, ...of },
  delta('Done \u001b[31m\u2028'),
  { type: 'command.refused', time, client: 'C1', error: { code: 'x', message: 'no' } },
];

describe('a recording', () => {
  it('is read as it was written, one line each', () => {
    const written = recorded(run);
    const recording = parseRecording(written, 'run.ndjson');
    expect(recording.events).toEqual(run);
    expect(recording.header).toMatchObject({ version: 1, terminal: { columns: 80, rows: 24 } });
    expect(recording.end?.reason).toBe('stopped');
    expect(written.split('\n')).toHaveLength(run.length + 3);
    // Nothing in it acts on a terminal.
    expect(written).not.toMatch(/[\u001b\u2028]/);
  });

  it('holds no secret, in whichever pieces it came', () => {
    const whole = `before ${secret} between ${secret}${secret}ghp_ after`;
    for (let size = 1; size <= 30; size++) {
      const pieces = whole.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
      const written = recorded(
        pieces.map((text) => delta(text)),
        [secret],
      );
      const told = parseRecording(written, 'x')
        .events.map((event) => (event.type === 'answer.delta' ? event.text : ''))
        .join('');
      expect(told.replace(/(‹secret›)+/g, '*'), `pieces of ${size}`).toBe(
        'before * between *ghp_ after',
      );
    }
  });

  it('holds no secret in names and depths of arguments, nor a part of one', () => {
    const written = recorded(
      [
        {
          type: 'tool.started',
          ...of,
          call: 'c',
          tool: 't',
          arguments: { [secret]: [{ a: `x${secret.slice(3, 14)}x` }], b: `"${secret}"` },
        },
      ],
      [secret],
    );
    expect(written).not.toContain(secret.slice(3, 14));
    expect(written).toContain('x‹secret›x');
  });

  it('survives what a hostile model nests', () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    const written = recorded([
      { type: 'tool.started', ...of, call: 'c', tool: 't', arguments: nested },
    ]);
    expect(parseRecording(written, 'x').events).toHaveLength(1);
  });
});

describe('reading a recording', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const lines = recorded(run).split('\n');
  const withLine = (number: number, line: string) =>
    lines.map((each, index) => (index === number - 1 ? line : each)).join('\n');

  it('leaves out a last line that was cut off, wherever', () => {
    const written = recorded(run).split('\n').slice(0, -2).join('\n');
    const header = written.indexOf('\n') + 1;
    for (let length = header; length < written.length; length += 7) {
      const { events, end } = parseRecording(written.slice(0, length), 'x');
      expect(run.slice(0, events.length)).toEqual(events);
      expect(end).toBeUndefined();
    }
  });

  it.each([
    ['no JSON', 3, 'nonsense', /x\.ndjson:3: this is no JSON object/],
    ['no object', 3, '[1]', /:3: this is no JSON object/],
    ['no type', 4, '{}', /:4: it has no type/],
    ['no time', 4, '{"type":"user.added","time":"soon","user":"a"}', /:4: its time/],
    [
      'a name that the heart would refuse',
      2,
      JSON.stringify({ type: 'user.added', time, user: '\u001b[2J' }),
      /:2: user.added has no user that can be/,
    ],
    [
      'a path that leaves its user',
      2,
      JSON.stringify({
        type: 'file.opened',
        time,
        user: 'alice',
        path: '../a',
        revision: 1,
        content: '',
      }),
      /:2: file.opened has no path/,
    ],
    ['another version', 1, '{"type":"recording","version":2}', /:1: a recording of version 2/],
    ['a cast', 1, '{"version":3,"term":{"cols":80,"rows":24}}', /:1: this is no recording/],
  ])('refuses %s, with file and line', (_, number, line, message) => {
    expect(() => parseRecording(withLine(number, line), 'x.ndjson')).toThrow(message);
  });

  it('leaves out types and fields that it does not know', () => {
    const line = JSON.stringify({ type: 'moon.rose', time });
    const known = { type: 'user.added', time, user: 'alice', more: 1 };
    const { events } = parseRecording([lines[0], line, JSON.stringify(known), ''].join('\n'), 'x');
    expect(events).toEqual([{ type: 'user.added', time, user: 'alice' }]);
  });

  it('refuses what is no file, or too large, before it reads it', async () => {
    const large = join(folder, 'large.ndjson');
    writeFileSync(large, `${lines[0]}\n`);
    truncateSync(large, 200 * 2 ** 20);
    await expect(readRecording(large)).rejects.toThrow('200 MB, and a recording has at most 64 MB');
    await expect(readRecording(folder)).rejects.toThrow('can not be read');
    await expect(readRecording(join(folder, 'missing'))).rejects.toThrow('there is no such file');
  });
});
