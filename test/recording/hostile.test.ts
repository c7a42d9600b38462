import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordedEvent } from '../../src/recording/format.ts';
import { parseRecording } from '../../src/recording/read-recording.ts';
import { reduce, type ScreenEvent } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { createPlayer } from '../../src/ui/replay/player.ts';
import { tabLine } from '../../src/ui/tabs/tab-line.ts';
import {
  changed,
  completed,
  delta,
  during,
  opening,
  timed,
  wholeRequest,
} from '../screen/events.ts';

const time = '2026-01-01T12:00:00.000Z';
const header = JSON.stringify({ type: 'recording', version: 1, time, program: '0.1.0' });
const error = { code: 'x', message: 'gone', advice: 'Do it again.' };
const checks = {
  expectations: [{ check: 'it holds', passed: false, seen: 'it does not' }],
  milliseconds: 1,
};
const step = { scenario: 's', step: 1, does: 'C1: prompts', say: 'Look.' };
const call = { call: 'c', tool: 'write_file' };

/** At least one event of most types. */
const corpus: readonly RecordedEvent[] = [
  ...opening,
  ...wholeRequest('alice', 'C1', 'R1', 'p', 'an answer'),
  ...during(
    'bob',
    'C3',
    'R2',
    { type: 'session.created', server: '127.0.0.1:1' },
    { type: 'tool.started', ...call, arguments: { path: 'a.md' } },
    { type: 'tool.completed', ...call, ok: true, result: 'r', handled: true, milliseconds: 1 },
    { type: 'usage', inputTokens: 1, outputTokens: 2 },
    { type: 'retry', reason: 'again' },
    { type: 'session.leaked', error },
    { type: 'session.cleared' },
  ),
  ...delta('alice', 'C2', 'R3', '```js\nx'),
  ...completed('bob', 'C3', 'R2'),
  ...changed('alice', 'docs/a.md', 4, 'C1'),
  ...timed(
    { type: 'client.renamed', user: 'bob', client: 'C3', name: 'review' },
    { type: 'client.closed', user: 'alice', client: 'C2' },
    { type: 'file.opened', user: 'alice', path: 'docs/a.md', revision: 1, content: '# a' },
    { type: 'request.failed', user: 'bob', client: 'C3', request: 'R2', error, milliseconds: 3 },
    { type: 'server.lost', address: '127.0.0.1:41233', error, retrying: true },
    { type: 'server.recycled', address: 'a:1', previous: 'b:2', reason: 'memory' },
    { type: 'server.sessions', address: 'a:1', sessions: ['s'] },
    { type: 'server.ended', address: 'a:1', sessions: 1 },
    { type: 'store.lost', error },
    { type: 'store.restored' },
  ),
  { type: 'scenario.started', time, scenario: 's', title: 't', users: ['alice'], steps: 2 },
  { type: 'step.started', time, ...step },
  { type: 'step.failed', time, ...step, ...checks },
  { type: 'step.passed', time, ...step, ...checks },
  {
    type: 'scenario.ended',
    time,
    scenario: 's',
    passed: false,
    stepsPassed: 1,
    stepsFailed: 0,
    ...checks,
  },
  { type: 'command.refused', time, client: 'C1', error },
  { type: 'user.left', time, closed: 'C2' },
];

const values = fc.oneof(
  fc.constantFrom(
    'alice',
    'bob',
    'C1',
    'C3',
    'R1',
    'session-R1',
    '__proto__',
    '../..',
    '\u001b[2J\u202e',
  ),
  fc.integer(),
  fc.constantFrom(null, true, [], {}, 1e308),
  fc.date({ min: new Date(0), noInvalidDate: true }).map((date) => date.toISOString()),
  fc.string({ unit: 'binary' }),
);

/** An event of which one field may be another. */
const event = fc
  .record({
    event: fc.constantFrom(...corpus),
    field: fc.nat(8),
    value: values,
    changed: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  })
  .map(({ event: each, field, value, changed: isChanged }) => {
    const names = Object.keys(each);
    const name = names[field % names.length] ?? 'type';
    return isChanged ? { ...each, [name]: value } : each;
  });

it('whatever a recording holds, it is refused with its line, or shown', () => {
  let shown = 0;
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const accepted: string[] = [header];
      for (const each of events) {
        const line = JSON.stringify(each);
        try {
          parseRecording(`${header}\n${line}\n`, 'x');
          accepted.push(line);
        } catch (problem) {
          expect(String(problem)).toContain('x:2: ');
        }
      }
      const recording = parseRecording(`${accepted.join('\n')}\n`, 'x');
      shown += recording.events.length;
      let state = initialScreenState;
      const player = createPlayer(recording, { now: () => 0, after: () => () => {} });
      player.subscribe((told: ScreenEvent) => {
        state = reduce(state, told);
      });
      player.act('seek', 'end');
      expect(tabLine(state, 80).length).toBeGreaterThan(0);
      player.dispose();
    }),
    { numRuns: 300 },
  );
  expect(shown).toBeGreaterThan(1_000);
});

it('is refused where a line is too deep to be parsed', () => {
  const deep = `{"type":"tool.started","time":"${time}","arguments":${'['.repeat(1e6)}`;
  expect(() => parseRecording(`${header}\n${deep}\n`, 'x')).toThrow('x:2: this is no JSON object');
});
