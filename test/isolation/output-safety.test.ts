import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { endWith, UsageError } from '../../src/cli/errors.ts';
import { printForPeople, printJson } from '../../src/cli/output/event-printer.ts';
import { CopilotError } from '../../src/copilot/errors.ts';
import type { ReplEvent } from '../../src/repl/events.ts';
import { farewell } from '../../src/screen/farewell.ts';
import { reduce } from '../../src/screen/reduce.ts';
import { initialScreenState } from '../../src/screen/state.ts';
import { opening, timed } from '../screen/events.ts';
import { forgeries, hostileTexts, unsafeCharacter } from './hostile-text.ts';

const error = (text: string) => ({ code: text, message: text, advice: text });

/** A request with the same text in every field that comes from outside. */
function hostileRequest(text: string): readonly ReplEvent[] {
  const request = { user: 'alice', client: 'C1', request: 'r' };
  const session = { ...request, session: text };
  return timed(
    { type: 'server.lost', address: text, error: error(text), retrying: true },
    { type: 'server.recycled', address: text, previous: text, reason: 'sessions' },
    { type: 'server.recycle-failed', error: error(text) },
    { type: 'file.opened', user: 'alice', path: text, revision: 1, content: text },
    { type: 'request.submitted', ...request, prompt: text },
    { type: 'session.created', server: text, ...session },
    { type: 'tool.started', ...session, call: 't', tool: text, arguments: { [text]: [text] } },
    {
      type: 'tool.completed',
      ...session,
      call: 't',
      tool: text,
      ok: false,
      result: text,
      fault: text,
      handled: true,
      milliseconds: 3,
    },
    { type: 'retry', ...session, reason: text },
    { type: 'answer.delta', ...session, message: text, text },
    { type: 'answer.completed', ...session, text },
    { type: 'session.confirmed-gone', ...session, milliseconds: 43 },
    { type: 'session.leaked', ...session, error: error(text) },
    { type: 'request.failed', ...request, error: error(text), milliseconds: 60 },
  );
}

/** A terminal that keeps what is printed on it. */
function createPaper() {
  const printed: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      printed.push(chunk);
      done();
    },
  });
  const terminal = Object.assign(stream, { isTTY: true }) as unknown as NodeJS.WriteStream;
  return { terminal, text: () => printed.join('') };
}

describe.each(Object.entries(hostileTexts))('%s', (_, text) => {
  it.each([true, false])('is harmless where answers are printed, named: %s', (named) => {
    const { terminal, text: printed } = createPaper();
    const print = printForPeople({ stdout: terminal, stderr: terminal }, named);
    for (const event of hostileRequest(text)) print(event);
    expect(printed()).toContain('(trying again)');
    expect(printed()).not.toMatch(unsafeCharacter);
  });

  it('is escaped in NDJSON, and the same to whoever parses it', () => {
    const { terminal, text: printed } = createPaper();
    const events = hostileRequest(text);
    for (const event of events) printJson({ stdout: terminal })(event);
    expect(printed()).not.toMatch(unsafeCharacter);
    const lines = printed().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(events);
  });

  it('is harmless in what the program ends with', () => {
    const errors = [
      new UsageError(text),
      new CopilotError('model-failed', text, text),
      new CopilotError('server-unreachable', text),
      new Error(text),
    ];
    for (const each of errors) expect(endWith(each).text).not.toMatch(unsafeCharacter);
  });

  it('is harmless in the farewell', () => {
    const state = [...opening, ...hostileRequest(text)].reduce(reduce, initialScreenState);
    expect(farewell(state)).toContain('leaked');
    expect(farewell(state)).not.toMatch(unsafeCharacter);
  });
});

it('no text can pass for a line of the farewell: the first column is the program’s own', () => {
  const all = Object.values(forgeries).join('\n');
  const events = [...opening, ...hostileRequest(all)];
  const lines = farewell(events.reduce(reduce, initialScreenState)).split('\n');
  for (const forged of Object.values(forgeries).flatMap((each) => each.split('\n'))) {
    expect(lines.filter((line) => line.startsWith(forged.trim()))).toEqual([]);
  }
  expect(lines.filter((line) => line.startsWith('⟳'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('sessions:'))).toHaveLength(1);
});

it('no line of an answer can pass for another user’s, or for the fate of a session', () => {
  const { terminal, text: printed } = createPaper();
  const print = printForPeople({ stdout: terminal, stderr: terminal }, true);
  const forged = ['bob/C3: forged', 'error: forged', '  session 6f3a91 gone ✓ 43 ms'];
  const request = { user: 'alice', client: 'C1', request: 'r', session: 's' };
  const text = ['first', ...forged].join('\n');
  for (const event of timed({ type: 'answer.completed', ...request, text })) print(event);
  expect(printed().trimEnd().split('\n')).toEqual([
    'alice/C1: first',
    ...forged.map((line) => `    ${line}`),
  ]);
});

it('an error is one line, whatever words it holds', () => {
  const text = Object.values(forgeries).join('\n');
  for (const each of [new UsageError(text), new CopilotError('model-failed', text, text)]) {
    expect(endWith(each).text?.split('\n')).toHaveLength(1);
  }
});
