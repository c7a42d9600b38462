import type { ReplEvent } from '../../repl/events.ts';
import type { CheckResult } from '../../repl/play.ts';
import type { AnswerExpectation, CallExpectation, Prompt } from '../model.ts';
import { decide, listed, ofType, quoted, secondsText, short } from './decide.ts';
import { matches } from './pattern.ts';

function holdsInOrder(found: readonly string[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const each of found) if (each === wanted[next]) next++;
  return next === wanted.length;
}

const errorOf = (events: readonly ReplEvent[]) => ofType(events, 'request.failed')[0]?.error;

function endOf(events: readonly ReplEvent[]): { readonly end: string; readonly seen: string } {
  const completed = ofType(events, 'request.completed')[0];
  if (completed) return { end: 'answered', seen: `answered: ${short(completed.answer)}` };
  const error = errorOf(events);
  if (error) return { end: 'failed', seen: `${error.code}: ${short(error.message)}` };
  if (ofType(events, 'request.cancelled').length > 0)
    return { end: 'cancelled', seen: 'cancelled' };
  return { end: 'none', seen: 'it has not ended' };
}

const sentences = { answered: 'answered', failed: 'failed', cancelled: 'was cancelled' } as const;

function checkEnd(who: string, { end, failure }: Prompt['expect'], events: readonly ReplEvent[]) {
  if (end === undefined) return [];
  const found = endOf(events);
  if (failure === undefined) {
    return [decide(`${who} ${sentences[end]}`, found.end === end, found.seen)];
  }
  const error = errorOf(events);
  const came = error === undefined ? '' : short(error.message);
  return [decide(`${who} was ended (${failure})`, error?.code === failure, found.seen, came)];
}

function checkTools(
  who: string,
  expected: readonly string[],
  events: readonly ReplEvent[],
): CheckResult {
  const called = ofType(events, 'tool.completed')
    .filter(({ ok }) => ok)
    .map(({ tool }) => tool);
  const passed = expected.length === 0 ? called.length === 0 : holdsInOrder(called, expected);
  const check =
    expected.length === 0 ? `${who} called no tool` : `${who} called ${listed(expected)}`;
  return decide(check, passed, `called ${listed(called)}`);
}

/** One line a call: what was tried, and what came back. */
function checkCalls(
  expected: readonly CallExpectation[],
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  const started = new Map(ofType(events, 'tool.started').map((event) => [event.call, event]));
  const completed = ofType(events, 'tool.completed');
  return expected.map(({ outcome, holds }, index) => {
    const end = completed[index];
    const begin = started.get(end?.call ?? '');
    const tried = `${end?.tool ?? 'call'} ${short(JSON.stringify(begin?.arguments ?? {}), 80)}`;
    const came = short(end?.result ?? 'never called', 120);
    const passed =
      end !== undefined &&
      end.ok === (outcome === 'done') &&
      (!holds || end.result.includes(holds));
    return decide(`${tried} was ${outcome}`, passed, came, came);
  });
}

function checkAnswer(
  who: string,
  { holds = [], lacks = [], matches: like = [], lacksMatch = [] }: AnswerExpectation,
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  // What was said counts, even where the request then failed.
  const answer =
    ofType(events, 'request.completed')[0]?.answer ??
    ofType(events, 'answer.completed').at(-1)?.text;
  const told = `was told: ${short(answer ?? 'nothing')}`;
  const matched = (source: string) => (answer === undefined ? false : matches(answer, source));
  const slow = 'it takes too long to tell: write a simpler expression';
  return [
    ...holds.map((text) =>
      decide(`${who} was told ${quoted(text)}`, answer?.includes(text) ?? false, told),
    ),
    ...lacks.map((text) =>
      decide(
        `${who} was not told ${quoted(text)}`,
        answer !== undefined && !answer.includes(text),
        told,
      ),
    ),
    ...like.map((source) => {
      const found = matched(source);
      const seen = found === undefined ? slow : told;
      return decide(`${who} was told what matches ${quoted(source)}`, found === true, seen);
    }),
    ...lacksMatch.map((source) => {
      const found = matched(source);
      const seen = found === undefined ? slow : told;
      const passed = answer !== undefined && found === false;
      return decide(`${who} was not told what matches ${quoted(source)}`, passed, seen);
    }),
  ];
}

function fateOf(events: readonly ReplEvent[]): string {
  if (ofType(events, 'session.confirmed-gone').length > 0) return 'gone';
  if (ofType(events, 'session.cleared').length > 0) return 'cleared';
  if (ofType(events, 'session.leaked').length > 0) return 'leaked';
  return ofType(events, 'session.created').length > 0 ? 'alive' : 'none';
}

/** In ms; undefined where it has not ended. */
export const durationOf = (events: readonly ReplEvent[]): number | undefined =>
  events.find(
    (event) =>
      event.type === 'request.completed' ||
      event.type === 'request.failed' ||
      event.type === 'request.cancelled',
  )?.milliseconds;

export const whoPrompts = ({ client, user }: Pick<Prompt, 'client' | 'user'>): string =>
  `${client} (${user})`;

/** What must hold of one prompt's request but for files: `events` are the request's own. */
export function checkRequest(prompt: Prompt, events: readonly ReplEvent[]): readonly CheckResult[] {
  const { expect } = prompt;
  const who = whoPrompts(prompt);
  const results = [...checkEnd(who, expect, events)];
  if (expect.tools) results.push(checkTools(who, expect.tools, events));
  results.push(...checkCalls(expect.calls ?? [], events));
  if (expect.answer) results.push(...checkAnswer(who, expect.answer, events));
  for (const text of expect.resultsLack ?? []) {
    const leak = ofType(events, 'tool.completed').find(({ result }) => result.includes(text));
    results.push(decide(`no tool told ${who} ${quoted(text)}`, !leak, `${leak?.tool} did`));
  }
  if (expect.session) {
    const fate = fateOf(events);
    const check =
      expect.session === 'none'
        ? `${who} had no session`
        : `the session of ${who} was ${expect.session === 'gone' ? 'confirmed gone' : expect.session}`;
    results.push(decide(check, fate === expect.session, `its fate: ${fate}`));
  }
  if (expect.duration !== undefined) {
    const took = durationOf(events);
    const passed = took !== undefined && took <= expect.duration;
    const seen = took === undefined ? 'it has not ended' : secondsText(took);
    results.push(decide(`${who} took at most ${secondsText(expect.duration)}`, passed, seen));
  }
  return results;
}
